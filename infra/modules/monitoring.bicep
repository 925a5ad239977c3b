// Where logs, traces and metrics go. Ingestion accepts only tokens of Entra ID, so the connection string is just an address
// and gives no access.

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the rule that removes tokens from logged addresses.')
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

@description('Maximum gigabytes per day, to limit the bill; -1 for no limit. Above it, there are no logs and no alerts until the next day.')
param dailyQuotaGb int

@description('Object id of the app\'s identity. Its requests to the storage are not logged.')
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

// The host logs the address of each request, and of forwarding it to the app. Addresses of invitations contain a secret token,
// so they are blanked before they are stored. Routes with {token} are kept. Transformations support iif and contains, but
// not replace_regex.
var addresses = {
  AppRequests: 'Url'
  AppDependencies: 'Data'
}
var blanked = 'iif({column} contains "/invitations/" and {column} !contains "/invitations/{", "", {column})'

var withoutTokens = [for address in items(addresses): {
  table: address.key
  transformKql: 'source | extend ${address.value} = ${replace(blanked, '{column}', address.value)}, Name = ${replace(blanked, '{column}', 'Name')}, OperationName = ${replace(blanked, '{column}', 'OperationName')}'
}]

// The storage services log every request, with row keys in the address. Nearly all come from the app, which has its own
// traces and the customers' audit log. Only requests of others are kept, including refused ones.
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

@description('Where to send telemetry. It is not a secret: local authentication is off, so the instrumentation key in it gives no access.')
output connectionString string = applicationInsights.properties.ConnectionString
