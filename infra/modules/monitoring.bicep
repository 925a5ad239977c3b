// Where logs, traces and metrics go. Ingestion takes tokens of Entra ID only, so that the connection string, which
// names the place and nothing else, opens nothing.

@description('Name of the Log Analytics workspace.')
param workspaceName string

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

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
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
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('Name of the Application Insights component.')
output applicationInsightsName string = applicationInsights.name

@description('Where to send telemetry. No secret: local authentication is off, so that the instrumentation key in it opens nothing.')
output connectionString string = applicationInsights.properties.ConnectionString
