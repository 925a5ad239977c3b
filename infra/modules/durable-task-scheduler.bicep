// The other durable backend: a managed scheduler instead of queues, blobs and tables in the host's storage account.

@description('Name of the scheduler.')
param name string

@description('Name of the task hub in it.')
param taskHubName string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Consumption is paid per action, Dedicated per capacity unit.')
@allowed([
  'Consumption'
  'Dedicated'
])
param sku string

@description('Addresses that may call the scheduler, as CIDR ranges.')
@minLength(1)
param allowedAddresses string[]

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // Callers from these addresses still need a token of Entra ID; there are no keys.
    ipAllowlist: allowedAddresses
    sku: sku == 'Dedicated' ? {
      name: sku
      capacity: 1
    } : {
      name: sku
    }
  }

  resource taskHub 'taskHubs' = {
    name: taskHubName
  }
}

@description('Name of the scheduler.')
output name string = scheduler.name

@description('Name of the task hub.')
output taskHubName string = scheduler::taskHub.name

@description('Address of the scheduler.')
output endpoint string = scheduler.properties.endpoint
