// The vault: the key that wraps license keys, and the secrets that the app reads through references. The values of secrets
// are set manually (infra/README.md); the templates contain only their names.

@description('Name of the vault: 3 to 24 letters, digits and hyphens, unique in all of Azure.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Name of the wrapping key.')
param wrappingKeyName string

@description('True: reachable only through its private endpoint.')
param privateNetwork bool

@description('Log Analytics workspace for the log of who used which key and secret.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // Without the wrapping key no license key can be read any more. So nobody may purge it, not even an owner.
    enablePurgeProtection: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
    }
  }
}

// A second deployment creates no new version and does not change the rotation policy, which Key Vault applies. Old versions
// still unwrap what they wrapped. Versions do not expire: an expired one cannot wrap, so a missed rotation would stop the
// sale of licenses.
resource wrappingKey 'Microsoft.KeyVault/vaults/keys@2026-05-15' = {
  parent: vault
  name: wrappingKeyName
  tags: tags
  properties: {
    kty: 'RSA'
    keySize: 3072
    keyOps: [
      'wrapKey'
      'unwrapKey'
    ]
    rotationPolicy: {
      lifetimeActions: [
        {
          trigger: {
            timeAfterCreate: 'P1Y'
          }
          action: {
            type: 'rotate'
          }
        }
      ]
    }
  }
}

#disable-next-line use-recent-api-versions // The stable version is from 2016 and has no category groups.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

@description('Resource id.')
output id string = vault.id

@description('Name.')
output name string = vault.name

@description('Address, with closing slash.')
output uri string = vault.properties.vaultUri

@description('Identifier of the wrapping key without a version, so that the newest version wraps new data keys.')
output wrappingKeyId string = wrappingKey.properties.keyUri
