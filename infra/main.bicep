// Everything that one environment of the app needs, in its own resource group. With this scope, a deployment needs rights in
// the resource group only, not in the subscription, and two environments share nothing.
targetScope = 'resourceGroup'

import { alwaysReadyType } from 'modules/function-app.bicep'
import { namesType, settingsType } from 'types.bicep'

@description('Name of the environment, e.g. dev or prod; part of names and tags.')
@minLength(2)
@maxLength(12)
param environmentName string

@description('Azure region of everything that has one.')
param location string = resourceGroup().location

@description('Names of resources that replace the derived ones.')
param names namesType = {}

@description('Origins of the web frontends whose pages may call the app, e.g. https://portal.example.com. Empty: no other origin.')
param allowedOrigins string[] = []

@description('Memory of an instance, in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('Maximum number of instances; limits the bill and the load on the storage.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Always-ready instances, per group (http, durable) or function:NAME. Empty: the first request after a pause waits.')
param alwaysReady alwaysReadyType[] = []

@description('True: app and storage are spread over the zones of the region, which must have zones.')
param zoneRedundant bool = false

@description('Replication of the business data, e.g. Standard_ZRS, or Standard_GZRS for a copy in another region.')
param dataStorageSku string = zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'

@description('True: a lock prevents the deletion of the business data. The deploying identity needs the right to set locks.')
param lockData bool = false

@description('Country of the selling company. It decides how prices are taxed, and for how many years documents are kept.')
@allowed([
  'DE'
  'AT'
  'CH'
])
param supplierCountry string = 'DE'

@description('Years that documents are kept, from the end of the year; may be longer than the default, which the law requires.')
@minValue(7)
@maxValue(100)
param documentRetentionYears int = { DE: 8, AT: 7, CH: 10 }[supplierCountry]

@description('True after the policy of the documents was locked (infra/README.md). The template then leaves it unchanged.')
param documentPolicyLocked bool = false

@description('Settings of the app that depend on its operator, by name.')
param settings settingsType

@description('Optional settings, e.g. Invitations__ValidDays. A deployment removes all settings that were made manually.')
param furtherSettings object = {}

@description('Optional secrets that the app reads, e.g. ContactForm__Secrets__1 while a webhook\'s secret is being changed.')
param furtherSecrets string[] = []

@description('Where mails and addresses are stored. It cannot be changed later.')
param mailDataLocation string = 'Germany'

@description('Your own domain for mails; empty for one that Azure manages.')
param mailDomain string = ''

@description('True after the DNS records of mailDomain were verified.')
param mailDomainVerified bool = false

@description('The part of the sender\'s address before the @, with mailDomain.')
param mailSenderUsername string = 'no-reply'

@description('Store of Durable Functions: storage (host account) or scheduler (Durable Task Scheduler), see infra/package.sh.')
@allowed([
  'storage'
  'scheduler'
])
param durableBackend string = 'storage'

@description('CIDR ranges that may call the scheduler, if it is the backend. They must include those of the scale controller.')
@minLength(1)
param schedulerAllowedAddresses string[] = ['0.0.0.0/0']

@description('Pricing plan of the scheduler, if it is the backend.')
@allowed([
  'Consumption'
  'Dedicated'
])
param schedulerSku string = 'Consumption'

@description('True: storage and vault are reachable only through a virtual network, which is created.')
param privateNetwork bool = false

@description('Addresses of the virtual network, a /16 to /24.')
param networkAddressPrefix string = '10.40.0.0/24'

@description('E-mail addresses that alerts are sent to.')
@minLength(1)
param alertEmails string[]

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionInDays int = 30

@description('Maximum gigabytes of logs per day; -1 for no limit.')
param logDailyQuotaGb int = 1

@description('Monthly budget of the resource group, in the currency of the subscription; null for none.')
@minValue(1)
param budgetAmount int?

@description('First day of the first month of the budget, not before its creation. Set it in the parameters afterwards.')
param budgetStartDate string = utcNow('yyyy-MM-01')

// Names depend only on resource group and environment, so a second deployment updates resources and never duplicates them.
var token = uniqueString(resourceGroup().id, environmentName)
var tags = {
  application: 'accounts'
  environment: environmentName
}
var packageContainer = 'packages'
// The name that the app uses.
var documentContainer = 'documents'
var wrappingKeyName = 'license-wrapping'

// Read through Key Vault references. A secret has the name of its setting, with -- for __.
var secrets = [
  'Invitations__TokenKey'
  'ContactForm__Secrets__0'
  'PaymentProvider__ApiKey'
  'Vendor__ApiKey'
  'PaymentProvider__Secrets__0'
  'Vendor__Secrets__0'
]

var derivedSettings = {
  Storage__TableServiceUri: dataStorage.outputs.tableEndpoint
  Storage__BlobServiceUri: dataStorage.outputs.blobEndpoint
  Provider__Country: supplierCountry
  Licenses__KeyVaultKey: keyVault.outputs.wrappingKeyId
  Mail__Endpoint: mail.outputs.endpoint
  Mail__Sender: mail.outputs.sender
  // With these, DefaultAzureCredential uses this identity and tries nothing else.
  AZURE_CLIENT_ID: identity.outputs.clientId
  AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
  // The host's own storage, by identity.
  AzureWebJobsStorage__accountName: hostStorage.outputs.name
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.outputs.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
}

// The host.json that infra/package.sh writes for this backend refers to these. They contain an address and an identity, no key.
var schedulerSettings = durableBackend == 'scheduler' ? {
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${scheduler!.outputs.endpoint};Authentication=ManagedIdentity;ClientID=${identity.outputs.clientId}'
  TASKHUB_NAME: scheduler!.outputs.taskHubName
} : {}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: names.?identity ?? 'id-accounts-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    workspaceName: names.?workspace ?? 'log-accounts-${token}'
    transformationName: names.?transformation ?? 'dcr-accounts-${token}'
    applicationInsightsName: names.?applicationInsights ?? 'appi-accounts-${token}'
    location: location
    tags: tags
    retentionInDays: logRetentionInDays
    dailyQuotaGb: logDailyQuotaGb
    appPrincipalId: identity.outputs.principalId
  }
}

module dataStorage 'modules/storage.bicep' = {
  name: 'data-storage'
  params: {
    name: names.?dataStorage ?? 'stdata${token}'
    location: location
    tags: tags
    sku: dataStorageSku
    immutableContainers: [
      {
        name: documentContainer
        // Long enough for a document from the first day of a year. The policy counts from the day of each blob, so documents
        // from December are kept up to a year longer than they must be.
        days: (documentRetentionYears + 1) * 366
      }
    ]
    policiesLocked: documentPolicyLocked
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
    locked: lockData
  }
}

module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  params: {
    name: names.?hostStorage ?? 'sthost${token}'
    location: location
    tags: tags
    sku: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
    containers: [
      packageContainer
    ]
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    name: names.?keyVault ?? 'kv-${token}'
    location: location
    tags: tags
    wrappingKeyName: wrappingKeyName
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module mail 'modules/mail.bicep' = {
  name: 'mail'
  params: {
    communicationName: names.?communication ?? 'acs-accounts-${token}'
    emailName: names.?email ?? 'email-accounts-${token}'
    tags: tags
    dataLocation: mailDataLocation
    customDomain: mailDomain
    customDomainVerified: mailDomainVerified
    senderUsername: mailSenderUsername
    senderDisplayName: settings.Mail__ProviderName
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'modules/durable-task-scheduler.bicep' = if (durableBackend == 'scheduler') {
  name: 'durable-task-scheduler'
  params: {
    name: names.?scheduler ?? 'dts-accounts-${token}'
    taskHubName: 'accounts'
    location: location
    tags: tags
    sku: schedulerSku
    allowedAddresses: schedulerAllowedAddresses
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: names.?network ?? 'vnet-accounts-${token}'
    location: location
    tags: tags
    addressPrefix: networkAddressPrefix
  }
}

module privateEndpoints 'modules/private-endpoints.bicep' = if (privateNetwork) {
  name: 'private-endpoints'
  params: {
    token: token
    location: location
    tags: tags
    dataStorageId: dataStorage.outputs.id
    hostStorageId: hostStorage.outputs.id
    keyVaultId: keyVault.outputs.id
    subnetId: network!.outputs.endpointSubnetId
    zoneNames: network!.outputs.zoneNames
  }
}

module access 'modules/access.bicep' = {
  name: 'access'
  params: {
    principalId: identity.outputs.principalId
    dataStorageName: dataStorage.outputs.name
    documentContainer: documentContainer
    hostStorageName: hostStorage.outputs.name
    keyVaultName: keyVault.outputs.name
    wrappingKeyName: wrappingKeyName
    communicationName: mail.outputs.communicationName
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    schedulerName: durableBackend == 'scheduler' ? scheduler!.outputs.name : ''
  }
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  params: {
    name: names.?functionApp ?? 'func-accounts-${token}'
    planName: names.?plan ?? 'plan-accounts-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    packageContainerUri: '${hostStorage.outputs.blobEndpoint}${packageContainer}'
    settings: union(settings, derivedSettings, schedulerSettings, furtherSettings)
    secrets: concat(secrets, furtherSecrets)
    keyVaultUri: keyVault.outputs.uri
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReady: alwaysReady
    zoneRedundant: zoneRedundant
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    allowedOrigins: allowedOrigins
  }
  // The app's first start needs its roles and, in a private network, the private endpoints.
  dependsOn: [
    access
    privateEndpoints
  ]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    namePrefix: 'accounts-${environmentName}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    emails: alertEmails
  }
}

module budget 'modules/budget.bicep' = if (budgetAmount != null) {
  name: 'budget'
  params: {
    name: 'accounts-${environmentName}'
    amount: budgetAmount!
    startDate: budgetStartDate
    actionGroupId: alerts.outputs.actionGroupId
  }
}

@description('Name of the app, for deployments.')
output functionAppName string = functionApp.outputs.name

@description('Address of the app, without closing slash.')
output functionAppUrl string = functionApp.outputs.url

@description('Name of the vault for the secrets.')
output keyVaultName string = keyVault.outputs.name

@description('Names of the secrets that the vault must contain before the app can start.')
output secretNames string[] = [for secret in concat(secrets, furtherSecrets): replace(secret, '__', '--')]

@description('Storage account of the business data, for backups.')
output dataStorageName string = dataStorage.outputs.name

@description('DNS records that verify mailDomain; empty without one.')
output mailDnsRecords object = mail.outputs.dnsRecords

@description('The address that the app\'s calls come from, with a private network; otherwise empty, because it changes.')
output outgoingAddress string = privateNetwork ? network!.outputs.outgoingAddress : ''

@description('Client id of the app\'s identity, for rights on other resources.')
output identityClientId string = identity.outputs.clientId
