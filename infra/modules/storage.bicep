// A storage account without keys, to which only identities have access. It is used twice: one account has the business data,
// the other the state of the Functions host and Durable Functions. So neither uses the other's throughput, and the business
// data can be locked, replicated and granted separately.

@export()
@description('A container whose blobs cannot be changed.')
type immutableContainerType = {
  @description('Name of the container.')
  name: string
  @description('For how many days after it was written a blob can be neither changed nor deleted.')
  days: int
}

@description('Name of the account: 3 to 24 lower-case letters and digits.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Replication, e.g. Standard_LRS, Standard_ZRS, Standard_GZRS.')
param sku string

@description('Blob containers to create.')
param containers string[] = []

@description('Containers whose blobs nobody can change or delete for a number of days after they were written.')
param immutableContainers immutableContainerType[] = []

@description('True after their policies were locked. They are then left unchanged.')
param policiesLocked bool = false

@description('True: reachable only through private endpoints.')
param privateNetwork bool

@description('Log Analytics workspace for the log of who read and wrote what.')
param workspaceId string

@description('True: a lock prevents the deletion of the account. The deploying identity needs the right to set locks.')
param locked bool = false

resource account 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: {
      // No Azure service may bypass the private endpoints.
      bypass: 'None'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      // A deployed package, a durable history or a container of documents that was deleted by mistake can be restored in this time.
      deleteRetentionPolicy: {
        enabled: true
        days: 7
      }
      containerDeleteRetentionPolicy: {
        enabled: true
        days: 7
      }
    }

    resource container 'containers' = [for containerName in containers: {
      name: containerName
      properties: {
        publicAccess: 'None'
      }
    }]

    resource immutableContainer 'containers' = [for kept in immutableContainers: {
      name: kept.name
      properties: {
        publicAccess: 'None'
      }
    }]
  }
}

// Created unlocked. Locking is permanent, and no template can write a locked policy: README, "Documents".
resource policies 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2026-09-01' = [
  for (kept, i) in immutableContainers: if (!policiesLocked) {
    parent: account::blobs::immutableContainer[i]
    name: 'default'
    properties: {
      immutabilityPeriodSinceCreationInDays: kept.days
      allowProtectedAppendWrites: false
    }
  }
]

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2026-09-01' existing = {
  parent: account
  name: 'default'
}

// Logs access by others; the workspace drops the app's own requests (monitoring.bicep). Queues are not logged: they only say
// when processes continue, and each instance polls them every second.
#disable-next-line use-recent-api-versions // The stable version is from 2016 and has no category groups.
resource tableLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'access'
  scope: tables
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

#disable-next-line use-recent-api-versions // As above.
resource blobLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'access'
  scope: account::blobs
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  name: 'keep'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'The customers\' data. Tables have no soft delete, so a deleted account cannot be restored.'
  }
}

@description('Resource id.')
output id string = account.id

@description('Name.')
output name string = account.name

@description('Address of the Blob service, with closing slash.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('Address of the Table service, with closing slash.')
output tableEndpoint string = account.properties.primaryEndpoints.table
