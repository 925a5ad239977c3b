// The types of main.bicep's parameters.

@export()
@description('Names that replace the derived ones; each is optional.')
type namesType = {
  @description('The app; part of its address.')
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
  @description('Rule that removes tokens from logged addresses.')
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
@description('Settings of the app that depend on its operator.')
type settingsType = {
  @description('The OpenID Connect issuer, exactly as its tokens name it.')
  Auth__Issuer: string
  @description('Audience of the tokens for this app.')
  Auth__Audience: string
  @description('Address for replies to mails.')
  Mail__ReplyTo: string
  @description('Address at which sales is notified of new requests.')
  Mail__SalesAddress: string
  @description('The provider\'s name in mails; recipients see it as the sender.')
  Mail__ProviderName: string
  @description('The web frontend that links in mails lead to.')
  Portal__BaseUrl: string
  @description('Address of the contact form on the provider\'s site.')
  ContactForm__Url: string
  @description('Address of the payment provider\'s API.')
  PaymentProvider__BaseUrl: string
  @description('Address of the REST API of VIES.')
  TaxRegisters__Vies__BaseUrl: string
  @description('Address of the web services of the Swiss UID register.')
  TaxRegisters__SwissUid__BaseUrl: string
  @description('The operator\'s own VAT id, sent as that of the requester.')
  TaxRegisters__RequesterVatId: string
  @description('The selling company with its legal form, as printed in documents, like the other settings of Provider.')
  Provider__Name: string
  @description('Street and number.')
  Provider__Street: string
  @description('Postal code.')
  Provider__PostalCode: string
  @description('City.')
  Provider__City: string
  @description('Telephone number.')
  Provider__Phone: string
  @description('Address for questions about orders and invoices.')
  Provider__Email: string
  @description('Court, kind and number of the commercial register.')
  Provider__Register: string
  @description('Managers of the company.')
  Provider__Managers: string
  @description('VAT id.')
  Provider__VatId: string
  @description('Tax number.')
  Provider__TaxNumber: string
  @description('Contact for customers: a person or a team.')
  Provider__ContactPerson: string
  @description('The name of the bank.')
  Provider__Bank: string
  @description('Address for the reports of invoice runs.')
  Invoicing__ReportAddress: string
  @description('IBAN of the account that invoices are paid to.')
  Provider__Iban: string
  @description('BIC of the bank.')
  Provider__Bic: string
  @description('Version of the terms that apply to orders.')
  Terms__Version: string
  @description('Address of that version. It must stay available as long as these orders are valid.')
  Terms__Url: string
  @description('Address of the license vendor\'s API.')
  Vendor__BaseUrl: string
}
