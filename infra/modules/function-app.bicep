// The app on Flex Consumption. It scales down to zero or to the always-ready instances, reads its package from a blob container
// with its own identity, and has no keys.

@description('Name of the app; part of its address.')
param name string

@description('Name of the plan.')
param planName string

@description('Azure region.')
param location string

@description('Tags of the resources.')
param tags object

@description('Resource id of the app\'s identity.')
param identityId string

@description('Address of the blob container with the deployed package.')
param packageContainerUri string

@description('App settings by name.')
param settings object

@description('App settings that are secrets. Each is read from the secret of the same name, with -- for __.')
param secrets string[]

@description('Vault of the secrets, with closing slash.')
param keyVaultUri string

@description('Memory of an instance, in MB; the CPU grows with it.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int

@description('Maximum number of instances.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('Instances that always run, per group (http, durable) or function (function:NAME).')
param alwaysReady alwaysReadyType[]

@description('True: instances are spread over the zones of the region.')
param zoneRedundant bool

@description('Subnet for outgoing traffic; empty for none.')
param subnetId string

@description('Origins whose pages may call the app from a browser.')
param allowedOrigins string[]

@export()
@description('Instances that always run.')
type alwaysReadyType = {
  @description('Group of functions, http or durable, or function:NAME.')
  name: string

  @description('Number of instances.')
  @minValue(0)
  instanceCount: int
}

// References have no version: a new version of a secret reaches the app within a day, or at its next start.
var secretSettings = toObject(secrets, setting => setting, setting => '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/${replace(setting, '__', '--')})')

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true // Linux
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd uses this tag to find the app of the service in azure.yaml.
  tags: union(tags, { 'azd-service-name': 'accounts' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      // Callers send a token in a header. Cookies and other credentials that a browser sends automatically are never accepted.
      cors: {
        allowedOrigins: contains(allowedOrigins, '*') ? fail('allowedOrigins must name the frontends one by one; * would allow every page.') : allowedOrigins
        supportCredentials: false
      }
    }
    functionAppConfig: {
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(settings, secretSettings)
  }

  // Deployments sign in with Entra ID. The passwords that every new app has are turned off.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource noDeploymentPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

@description('Name of the app.')
output name string = app.name

@description('Address of the app.')
output url string = 'https://${app.properties.defaultHostName}'
