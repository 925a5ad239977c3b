// The types of main.bicep's parameters.

@export()
@description('Names in place of the derived ones; each can be left out.')
type namesType = {
  @description('The app; its address is made of it.')
  functionApp: string?
  @description('Plan of the app.')
  plan: string?
  @description('Identity of the app.')
  identity: string?
  @description('Storage account of the business data.')
  dataStorage: string?
  @description('Storage account of the Functions host.')
  hostStorage: string?
  @description('Vault.')
  keyVault: string?
  @description('Communication service.')
  communication: string?
  @description('E-mail service.')
  email: string?
  @description('Log Analytics workspace.')
  workspace: string?
  @description('Rule that takes tokens out of logged addresses.')
  transformation: string?
  @description('Application Insights component.')
  applicationInsights: string?
  @description('Durable task scheduler.')
  scheduler: string?
  @description('Virtual network.')
  network: string?
}

// A property has the name of its setting. If one is missing, here or in the parameters, the deployment is refused at once.
@export()
@description('Settings of the app that only its operator knows.')
type settingsType = {
  @description('The OpenID Connect issuer, exactly as its tokens name it.')
  Auth__Issuer: string
  @description('Audience of the tokens for this app.')
  Auth__Audience: string
  @description('Where answers to mails go.')
  Mail__ReplyTo: string
  @description('Where sales is told what came in.')
  Mail__SalesAddress: string
  @description('The provider\'s name in mails; recipients see it as the sender.')
  Mail__ProviderName: string
  @description('The web frontend that links in mails lead to.')
  Portal__BaseUrl: string
  @description('The contact form on the provider\'s site.')
  ContactForm__Url: string
  @description('The payment provider\'s interface.')
  PaymentProvider__BaseUrl: string
  @description('REST interface of VIES.')
  TaxRegisters__Vies__BaseUrl: string
  @description('Web services of the Swiss UID register.')
  TaxRegisters__SwissUid__BaseUrl: string
  @description('The operator\'s own VAT id, in whose name is asked.')
  TaxRegisters__RequesterVatId: string
  @description('The company that sells, with its legal form, as documents print it; so all that follow.')
  Provider__Name: string
  @description('Street and number.')
  Provider__Street: string
  @description('Postal code.')
  Provider__PostalCode: string
  @description('City.')
  Provider__City: string
  @description('Telephone number, as people dial it.')
  Provider__Phone: string
  @description('Address for questions about orders and invoices.')
  Provider__Email: string
  @description('Court, kind and number of the commercial register.')
  Provider__Register: string
  @description('Who manages the company.')
  Provider__Managers: string
  @description('VAT id.')
  Provider__VatId: string
  @description('Tax number.')
  Provider__TaxNumber: string
  @description('Whom customers ask: a person or a team.')
  Provider__ContactPerson: string
  @description('The name of the bank.')
  Provider__Bank: string
  @description('Where reports of invoice runs are mailed to.')
  Invoicing__ReportAddress: string
  @description('The account that invoices are paid to.')
  Provider__Iban: string
  @description('The code of the bank.')
  Provider__Bic: string
  @description('Version of the terms that orders are placed under.')
  Terms__Version: string
  @description('Where that version can be read for as long as orders count.')
  Terms__Url: string
  @description('The license vendor\'s interface.')
  Vendor__BaseUrl: string
}
