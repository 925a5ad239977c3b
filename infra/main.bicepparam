// One file for dev and prod: each difference is on one line, and nothing else can differ by mistake.
// AZURE_ENV_NAME selects the environment. azd sets it automatically; for az it must be set in the shell.
using 'main.bicep'

var name = readEnvironmentVariable('AZURE_ENV_NAME')
var production = name == 'prod'

param environmentName = name

// Prod always has running instances. With zone redundancy, a group has at least two.
param alwaysReady = production ? [
  { name: 'http', instanceCount: 2 }
  { name: 'durable', instanceCount: 2 }
] : []
param instanceMemoryMB = 2048
param maximumInstanceCount = production ? 100 : 40
param zoneRedundant = production
param dataStorageSku = production ? 'Standard_GZRS' : 'Standard_LRS'
param lockData = production

// The customer portal, which is also the origin of its pages.
var portal = production ? 'https://portal.example.com' : 'https://portal.dev.example.com'
param allowedOrigins = [
  portal
]

param supplierCountry = 'DE'

param settings = {
  Auth__Issuer: 'https://login.example.com'
  Auth__Audience: 'accounts'
  Mail__ReplyTo: 'service@example.com'
  Mail__SalesAddress: 'sales@example.com'
  Mail__ProviderName: 'Example Hosting'
  Portal__BaseUrl: portal
  ContactForm__Url: 'https://www.example.com/kontakt'
  PaymentProvider__BaseUrl: production ? 'https://api.payments.example.com' : 'https://api.sandbox.payments.example.com'
  Vendor__BaseUrl: production ? 'https://api.vendor.example.com' : 'https://api.sandbox.vendor.example.com'
  TaxRegisters__Vies__BaseUrl: 'https://ec.europa.eu/taxation_customs/vies/rest-api'
  TaxRegisters__SwissUid__BaseUrl: production ? 'https://www.uid-wse.admin.ch/V5.0' : 'https://www.uid-wse-a.admin.ch/V5.0'
  TaxRegisters__RequesterVatId: 'DE136695976'
  Provider__Name: 'Example Hosting GmbH'
  Provider__Street: 'Musterstraße 1'
  Provider__PostalCode: '10115'
  Provider__City: 'Berlin'
  Provider__Phone: '+49 30 1234567'
  Provider__Email: 'service@example.com'
  Provider__Register: 'Amtsgericht Charlottenburg, HRB 12345'
  Provider__Managers: 'Erika Mustermann'
  Provider__VatId: 'DE136695976'
  Provider__TaxNumber: '30/123/45678'
  Invoicing__ReportAddress: 'accounting@example.com'
  Provider__ContactPerson: 'Kundenservice'
  Provider__Bank: 'Musterbank'
  Provider__Iban: 'DE02 1203 0000 0000 2020 51'
  Provider__Bic: 'BYLADEM1001'
  Terms__Version: '2026-01'
  Terms__Url: 'https://www.example.com/agb/2026-01'
}

param mailDataLocation = 'Germany'
param mailDomain = production ? 'mail.example.com' : ''
param mailDomainVerified = false

param durableBackend = 'storage'
// Prod's storage and vault are not on the internet. Dev's are, protected by the same identities, because the network is expensive.
param privateNetwork = production

param alertEmails = [
  'operations@example.com'
]
param logRetentionInDays = production ? 90 : 30
param logDailyQuotaGb = production ? 10 : 1
// Prod costs almost 400 without use (infra/README.md). The first alert is at 80 %.
param budgetAmount = production ? 600 : 50
