// Communication Services with an e-mail domain. Without a custom domain, mails come from a domain that Azure manages
// (…azurecomm.net). That is enough for a trial, but has low sending limits.

@description('Name of the communication service; unique in all of Azure.')
param communicationName string

@description('Name of the e-mail service; unique in all of Azure.')
param emailName string

@description('Tags of the resources.')
param tags object

@description('Where mails and addresses are stored, e.g. Germany, Switzerland, Europe. It cannot be changed later.')
param dataLocation string

@description('Your own domain, e.g. mail.example.com; empty for one that Azure manages.')
param customDomain string

@description('True after the DNS records of the domain were verified. Until then it cannot be linked, and mails come from Azure\'s domain.')
param customDomainVerified bool

@description('The part of the sender\'s address before the @, with your own domain.')
param senderUsername string

@description('The name that recipients see.')
param senderDisplayName string

@description('Log Analytics workspace for the log of sent mails.')
param workspaceId string

var ownDomain = !empty(customDomain)
var ownDomainSends = ownDomain && customDomainVerified

resource email 'Microsoft.Communication/emailServices@2026-03-18' = {
  name: emailName
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
  }
}

resource azureDomain 'Microsoft.Communication/emailServices/domains@2026-03-18' = {
  parent: email
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'AzureManaged'
    // Tracking would rewrite links, and links to invitations contain secret tokens.
    userEngagementTracking: 'Disabled'
  }
}

resource azureSender 'Microsoft.Communication/emailServices/domains/senderUsernames@2026-03-18' = {
  parent: azureDomain
  name: 'donotreply'
  properties: {
    username: 'DoNotReply'
    displayName: senderDisplayName
  }
}

resource customerDomain 'Microsoft.Communication/emailServices/domains@2026-03-18' = if (ownDomain) {
  parent: email
  name: ownDomain ? customDomain : 'unused'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'CustomerManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource customerSender 'Microsoft.Communication/emailServices/domains/senderUsernames@2026-03-18' = if (ownDomainSends) {
  parent: customerDomain
  name: senderUsername
  properties: {
    username: senderUsername
    displayName: senderDisplayName
  }
}

resource communication 'Microsoft.Communication/communicationServices@2026-03-18' = {
  name: communicationName
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: [
      ownDomainSends ? customerDomain.id : azureDomain.id
    ]
  }
}

// Logs that a mail was accepted, and who signed in. The other categories contain addresses of recipients, which no log may
// have. The number of delivered mails is a metric of the service.
#disable-next-line use-recent-api-versions // The stable version is from 2016.
resource sent 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'sent'
  scope: communication
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'EmailSendMailOperational'
        enabled: true
      }
      {
        category: 'AuthOperational'
        enabled: true
      }
    ]
  }
}

@description('Name of the communication service, for the role assignment.')
output communicationName string = communication.name

@description('Address of the mail service.')
output endpoint string = 'https://${communication.properties.hostName}'

@description('The address that mails come from.')
output sender string = ownDomainSends ? '${senderUsername}@${customDomain}' : 'DoNotReply@${azureDomain.properties.mailFromSenderDomain}'

@description('DNS records that verify your own domain; empty without one.')
output dnsRecords object = ownDomain ? customerDomain!.properties.verificationRecords : {}
