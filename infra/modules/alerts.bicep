// The alert rules, and who is notified. Each rule's name is a heading in docs/operations.md, which says what to do.

@description('Prefix of all names.')
param namePrefix string

@description('Azure region.')
param location string

@description('Tags of the resources.')
param tags object

@description('Log Analytics workspace with the app\'s telemetry.')
param workspaceId string

@description('E-mail addresses that alerts are sent to.')
param emails string[]

@description('Share of requests that may end in a 5xx within 15 minutes, in per mille.')
param serverErrorsPerMille int = 10

@description('How long 95 of 100 requests may take, in milliseconds.')
param latencyInMilliseconds int = 1500

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${namePrefix}-operators'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'accounts'
    enabled: true
    emailReceivers: [for (email, i) in emails: {
      name: 'operator ${i + 1}'
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

// Each query returns rows only when something is wrong. So all rules are the same: any row is an alert.
var rules = [
  {
    name: 'failed-processes'
    severity: 1
    description: 'A durable process failed after all its attempts.'
    query: loadTextContent('alerts/failed-processes.kql')
  }
  {
    name: 'dead-mails'
    severity: 1
    description: 'The mail service refused a mail permanently, or delayed ten within 15 minutes.'
    query: loadTextContent('alerts/dead-mails.kql')
  }
  {
    name: 'server-errors'
    severity: 1
    description: 'Too many requests end in a 5xx.'
    query: replace(loadTextContent('alerts/server-errors.kql'), '{perMille}', string(serverErrorsPerMille))
  }
  {
    name: 'latency'
    severity: 2
    description: 'Requests take too long.'
    query: replace(loadTextContent('alerts/latency.kql'), '{milliseconds}', string(latencyInMilliseconds))
  }
  {
    name: 'invoice-runs'
    severity: 1
    description: 'No invoice run has ended for more than a day, or one had failures.'
    query: loadTextContent('alerts/invoice-runs.kql')
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for rule in rules: {
  name: '${namePrefix}-${rule.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${namePrefix}: ${rule.name}'
    description: '${rule.description} What to do: docs/operations.md, ${rule.name}.'
    severity: rule.severity
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    // This rule reads a longer time than the others.
    overrideQueryTimeRange: rule.name == 'invoice-runs' ? 'P2D' : null
    autoMitigate: true
    actions: {
      actionGroups: [
        operators.id
      ]
    }
    // The rules are created before the first telemetry creates the tables.
    skipQueryValidation: true
  }
}]

@description('The action group that alerts notify; the budget uses it too.')
output actionGroupId string = operators.id
