using System.Text.Json.Nodes;
using Accounts.Platform.Documents;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using StreamJsonRpc;

namespace Accounts.Tests.Infra;

/// <summary>What a deployment promises about access.</summary>
public sealed class TemplateTests
{
    /// <summary>The roles of the app's identity, each with its resource. A further role must be added here on purpose.</summary>
    private static readonly string[] Rights =
    [
        "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3 stdata", // Storage Table Data Contributor
        "ba92f5b4-2d11-453d-a403-e96b0029c9fe documents", // Storage Blob Data Contributor
        "b7e6dc6d-f1e8-4753-8033-0f276bb0955b sthost", // Storage Blob Data Owner
        "974c5e8b-45b9-4653-ba55-5f855dd0fb88 sthost", // Storage Queue Data Contributor
        "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3 sthost", // Storage Table Data Contributor
        "4633458b-17de-408a-b874-0445c86b69e6 kv-", // Key Vault Secrets User
        "e147488a-f6f5-4113-8e2d-b22465e65bf6 license-wrapping", // Key Vault Crypto Service Encryption User
        "09976791-48a7-449e-bb21-39d1a415f350 acs-accounts-", // Communication and Email Service Owner
        "3913510d-42f4-4e42-8a64-420c390055eb appi-accounts-", // Monitoring Metrics Publisher
    ];

    [Fact]
    public async Task No_resource_takes_a_key()
    {
        var prod = await Deployment.ProdAsync();
        AssertAll(prod, "Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", false);
        AssertAll(prod, "Microsoft.Communication/communicationServices", "disableLocalAuth", true);
        AssertAll(prod, "Microsoft.Insights/components", "DisableLocalAuth", true);
        AssertAll(prod, "Microsoft.KeyVault/vaults", "enableRbacAuthorization", true);
        AssertAll(prod, "Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow", false);
        Assert.Equal(2, prod.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Count);
        Assert.All(prod.Of("Microsoft.OperationalInsights/workspaces"),
            workspace => Assert.True((bool?)workspace["properties"]!["features"]!["disableLocalAuth"]));
    }

    [Fact]
    public async Task The_app_has_one_identity_and_uses_it_for_everything()
    {
        var prod = await Deployment.ProdAsync();
        var identity = (string?)Assert.Single(prod.Of("Microsoft.ManagedIdentity/userAssignedIdentities"))["id"];
        var app = Assert.Single(prod.Of("Microsoft.Web/sites"));
        Assert.Equal("UserAssigned", (string?)app["identity"]!["type"]);
        Assert.Equal(identity, Assert.Single(app["identity"]!["userAssignedIdentities"]!.AsObject()).Key);
        Assert.Equal(identity, (string?)app["properties"]!["keyVaultReferenceIdentity"]);
        var packages = app["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!["authentication"]!;
        Assert.Equal("UserAssignedIdentity", (string?)packages["type"]);
        Assert.Equal(identity, (string?)packages["userAssignedIdentityResourceId"]);
        Assert.Equal("ManagedIdentityCredential", prod.Settings["AZURE_TOKEN_CREDENTIALS"]);
    }

    /// <summary>A right on the resource group would apply to everything that is ever put into it.</summary>
    [Fact]
    public async Task Each_right_is_on_one_resource()
    {
        var prod = await Deployment.ProdAsync();
        var rights = prod.Of("Microsoft.Authorization/roleAssignments");
        Assert.Equal(Rights.Length, rights.Count);
        Assert.All(rights, right =>
        {
            var role = ((string)right["properties"]!["roleDefinitionId"]!).Split('/')[^1];
            Assert.Contains(Rights, known => known.Split(' ') is [var id, var resource]
                && id == role && Scope(right).Contains('/' + resource, StringComparison.Ordinal));
            Assert.EndsWith(".principalId]", (string?)right["properties"]!["principalId"], StringComparison.Ordinal);
        });
        Assert.Contains((await Deployment.ProdWithSchedulerAsync()).Of("Microsoft.Authorization/roleAssignments"),
            right => Scope(right).Contains("Microsoft.DurableTask/schedulers/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Microsoft.KeyVault/vaults/kv-")]
    [InlineData("Microsoft.Storage/storageAccounts/stdata", "/tableServices/")]
    [InlineData("Microsoft.Storage/storageAccounts/stdata", "/blobServices/")]
    [InlineData("Microsoft.Storage/storageAccounts/sthost", "/tableServices/")]
    [InlineData("Microsoft.Storage/storageAccounts/sthost", "/blobServices/")]
    [InlineData("Microsoft.Communication/communicationServices/acs-")]
    public async Task What_holds_data_keeps_a_log(string resource, string service = "")
    {
        var prod = await Deployment.ProdAsync();
        var log = Assert.Single(prod.Of("Microsoft.Insights/diagnosticSettings"), setting =>
            Scope(setting).Contains(resource, StringComparison.Ordinal)
            && Scope(setting).Contains(service, StringComparison.Ordinal))["properties"]!;
        Assert.Equal((string?)prod.Of("Microsoft.OperationalInsights/workspaces")[0]["id"], (string?)log["workspaceId"]);
        Assert.All(log["logs"]!.AsArray(), category => Assert.True((bool?)category!["enabled"]));
        Assert.NotEmpty(log["logs"]!.AsArray());
    }

    /// <summary>Keys of rows and recipients of mails are addresses. Neither may be logged with each request of the app.</summary>
    [Fact]
    public async Task No_log_names_recipients_or_rows_that_the_app_asks_for()
    {
        var prod = await Deployment.ProdAsync();
        var mails = Assert.Single(prod.Of("Microsoft.Insights/diagnosticSettings"),
            setting => Scope(setting).Contains("Microsoft.Communication", StringComparison.Ordinal));
        var categories = mails["properties"]!["logs"]!.AsArray().Select(log => (string?)log!["category"]);
        Assert.Equal(["AuthOperational", "EmailSendMailOperational"], categories.Order());
        var flows = Assert.Single(prod.Of("Microsoft.Insights/dataCollectionRules"))["properties"]!["dataFlows"]!.AsArray();
        Assert.All(["StorageTableLogs", "StorageBlobLogs"], table =>
        {
            var flow = flows.Single(flow => (string?)flow!["streams"]![0] == $"Microsoft-Table-{table}")!;
            Assert.Contains("source | where RequesterObjectId != \"{0}\"'", (string?)flow["transformKql"], StringComparison.Ordinal);
            Assert.EndsWith(".principalId)]", (string?)flow["transformKql"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Prod_is_on_private_endpoints_and_what_has_one_is_closed_to_the_internet()
    {
        var prod = await Deployment.ProdAsync();
        AssertAll(prod, "Microsoft.Storage/storageAccounts", "publicNetworkAccess", "Disabled");
        AssertAll(prod, "Microsoft.KeyVault/vaults", "publicNetworkAccess", "Disabled");
        var closed = prod.Of("Microsoft.Storage/storageAccounts").Concat(prod.Of("Microsoft.KeyVault/vaults"));
        var reached = prod.Of("Microsoft.Network/privateEndpoints")
            .Select(endpoint => endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!["privateLinkServiceId"]);
        Assert.Equal(closed.Select(resource => (string?)resource["id"]).Order(), reached.Select(id => (string?)id).Distinct().Order());
    }

    /// <summary>Even a document of 1 January cannot be changed or deleted before the day that the app stored on its row.</summary>
    [Theory]
    [InlineData(Country.DE)]
    [InlineData(Country.AT)]
    [InlineData(Country.CH)]
    public async Task Documents_stay_as_they_are_for_the_years_of_the_suppliers_country(Country supplier)
    {
        var deployment = await Deployment.OfSupplierAsync(supplier.ToString());
        Assert.Equal(supplier.ToString(), deployment.Settings["Provider__Country"]);
        var policy = Assert.Single(deployment.Of("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies"));
        Assert.EndsWith($"/containers/{Blobs.Documents}/immutabilityPolicies/default", (string?)policy["id"], StringComparison.Ordinal);
        Assert.Contains("/storageAccounts/stdata", (string?)policy["id"], StringComparison.Ordinal);
        Assert.False((bool?)policy["properties"]!["allowProtectedAppendWrites"]);
        var days = (int)policy["properties"]!["immutabilityPeriodSinceCreationInDays"]!;
        // Periods with different numbers of leap days.
        Assert.All(Enumerable.Range(2026, 8), year =>
        {
            var first = new DateOnly(year, 1, 1);
            var until = Retention.UntilOf(supplier, new DateTimeOffset(year, 1, 1, 12, 0, 0, TimeSpan.Zero));
            Assert.InRange(first.AddDays(days), until.AddDays(1), until.AddDays(31));
        });
    }

    [Fact]
    public async Task A_locked_policy_is_left_as_it_is()
    {
        var locked = await Deployment.MakeAsync(
            "param lockData = production", "param lockData = production\nparam documentPolicyLocked = true");
        Assert.DoesNotContain(
            locked.Resources, resource => ((string)resource["type"]!).EndsWith("/immutabilityPolicies", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_named_frontends_may_call_from_a_browser_and_never_with_its_credentials()
    {
        var cors = Assert.Single((await Deployment.ProdAsync()).Of("Microsoft.Web/sites"))["properties"]!["siteConfig"]!["cors"]!;
        Assert.False((bool?)cors["supportCredentials"]);
        Assert.NotEmpty(cors["allowedOrigins"]!.AsArray());
        Assert.All(cors["allowedOrigins"]!.AsArray(),
            origin => Assert.Equal(new Uri((string)origin!).GetLeftPart(UriPartial.Authority), (string?)origin));
    }

    [Fact]
    public async Task All_origins_at_once_are_refused()
    {
        var refusal = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => Deployment.MakeAsync("param allowedOrigins = [\n", "param allowedOrigins = [\n  '*'\n"));
        Assert.Contains("allowedOrigins must name the frontends one by one", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_reach_the_scheduler_is_a_parameter()
    {
        var scheduler = Assert.Single((await Deployment.ProdWithSchedulerAsync()).Of("Microsoft.DurableTask/schedulers"));
        Assert.Equal("192.0.2.0/24", (string?)Assert.Single(scheduler["properties"]!["ipAllowlist"]!.AsArray()));
    }

    // The resource that an extension belongs to: the part of the id before the extension.
    private static string Scope(JsonObject extension)
    {
        var id = (string)extension["id"]!;
        return id[..id.LastIndexOf("/providers/", StringComparison.Ordinal)];
    }

    private static void AssertAll<T>(Deployment deployment, string type, string property, T value) =>
        Assert.All(deployment.Of(type), resource => Assert.Equal(value, resource["properties"]![property]!.GetValue<T>()));
}
