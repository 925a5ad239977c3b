// The Log Analytics workspace. The module monitoring deploys it twice, because the rule that it applies to incoming data can
// be created only after the workspace.

@description('Name of the workspace.')
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('How long logs are kept, in days.')
param retentionInDays int

@description('Maximum gigabytes per day; -1 for no limit.')
param dailyQuotaGb int

@description('Rule that is applied to incoming data; empty for none.')
param transformationId string = ''

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionInDays
    workspaceCapping: {
      dailyQuotaGb: dailyQuotaGb
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
    defaultDataCollectionRuleResourceId: empty(transformationId) ? null : transformationId
  }
}

@description('Resource id.')
output id string = workspace.id
