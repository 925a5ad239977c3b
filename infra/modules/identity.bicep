// The only identity of the app. It is user-assigned, so that its rights exist before the app's first start and are kept when
// the app is created again.

@description('Name of the identity.')
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id, for the app.')
output id string = identity.id

@description('Client id, for DefaultAzureCredential, the Functions host and Application Insights.')
output clientId string = identity.properties.clientId

@description('Object id in Entra ID, for role assignments.')
output principalId string = identity.properties.principalId
