// The private endpoints: for tables and documents, for the storage of the host and Durable Functions, and for the vault.

@description('Suffix that makes the names unique.')
param token string

@description('Azure region.')
param location string

@description('Tags of the resources.')
param tags object

@description('Storage account of the business data.')
param dataStorageId string

@description('Storage account of the Functions host.')
param hostStorageId string

@description('The vault.')
param keyVaultId string

@description('Subnet of the endpoints.')
param subnetId string

@description('Names of the private DNS zones, by service.')
param zoneNames object

var endpoints = [
  { name: 'data-table', service: 'table', targetId: dataStorageId }
  { name: 'data-blob', service: 'blob', targetId: dataStorageId }
  { name: 'host-blob', service: 'blob', targetId: hostStorageId }
  { name: 'host-queue', service: 'queue', targetId: hostStorageId }
  { name: 'host-table', service: 'table', targetId: hostStorageId }
  { name: 'vault', service: 'vault', targetId: keyVaultId }
]

module privateEndpoint 'private-endpoint.bicep' = [for endpoint in endpoints: {
  name: 'private-endpoint-${endpoint.name}'
  params: {
    name: 'pe-${endpoint.name}-${token}'
    location: location
    tags: tags
    targetId: endpoint.targetId
    service: endpoint.service
    subnetId: subnetId
    zoneName: zoneNames[endpoint.service]
  }
}]
