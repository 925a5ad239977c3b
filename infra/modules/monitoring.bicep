// Where logs, traces and metrics go. Ingestion takes tokens of Entra ID only, so that the connection string, which
// names the place and nothing else, opens nothing.

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the rule that takes tokens out of addresses.')
param transformationName string

@description('Name of the Application Insights component.')
param applicationInsightsName string

@description('Azure region.')
param location string

@description('Tags of the resources.')
param tags object

@description('How long logs are kept, in days. The first 31 cost nothing extra.')
@minValue(30)
@maxValue(730)
param retentionInDays int

@description('Most gigabytes per day, against a bill gone wild; -1 for no limit. Beyond it there are no logs, and no alerts, until the next day.')
param dailyQuotaGb int

@description('Object id of the app\'s identity. What it asks the storage for is not kept.')
param appPrincipalId string

module workspace 'workspace.bicep' = {
  name: 'workspace'
  params: {
    name: workspaceName
    location: location
    tags: tags
    retentionInDays: retentionInDays
    dailyQuotaGb: dailyQuotaGb
  }
}

// The host records the address of each request, and of handing it to the app; those of invitations hold their token, which
// is as good as a key. They are blanked before they are stored; routes, which have {token} there, are not. Transformations
// know iif and contains, but no replace_regex.
var addresses = {
  AppRequests: 'Url'
  AppDependencies: 'Data'
}
var blanked = 'iif({column} contains "/invitations/" and {column} !contains "/invitations/{", "", {column})'

var withoutTokens = [for address in items(addresses): {
  table: address.key
  transformKql: 'source | extend ${address.value} = ${replace(blanked, '{column}', address.value)}, Name = ${replace(blanked, '{column}', 'Name')}, OperationName = ${replace(blanked, '{column}', 'OperationName')}'
}]

// The storage services record every request, with row keys in its address. Those of the app are nearly all of them: the app
// has traces and the customer's audit log for that. What is kept is who else got in, or tried.
var othersOnly = [for table in ['StorageTableLogs', 'StorageBlobLogs']: {
  table: table
  transformKql: 'source | where RequesterObjectId != "${appPrincipalId}"'
}]

resource transformation 'Microsoft.Insights/dataCollectionRules@2024-03-11' = {
  name: transformationName
  location: location
  tags: tags
  kind: 'WorkspaceTransforms'
  properties: {
    dataSources: {}
    destinations: {
      logAnalytics: [
        {
          name: 'workspace'
          workspaceResourceId: workspace.outputs.id
        }
      ]
    }
    dataFlows: [for flow in concat(withoutTokens, othersOnly): {
      streams: [
        'Microsoft-Table-${flow.table}'
      ]
      destinations: [
        'workspace'
      ]
      transformKql: flow.transformKql
    }]
  }
}

module transformedWorkspace 'workspace.bicep' = {
  name: 'workspace-transformed'
  params: {
    name: workspaceName
    location: location
    tags: tags
    retentionInDays: retentionInDays
    dailyQuotaGb: dailyQuotaGb
    transformationId: transformation.id
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: transformedWorkspace.outputs.id
    DisableLocalAuth: true
  }
}

@description('Resource id of the workspace.')
output workspaceId string = transformedWorkspace.outputs.id

@description('Name of the Application Insights component.')
output applicationInsightsName string = applicationInsights.name

@description('Where to send telemetry. No secret: local authentication is off, so that the instrumentation key in it opens nothing.')
output connectionString string = applicationInsights.properties.ConnectionString
