using System.Text.RegularExpressions;
using Accounts.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Tests.Infra;

/// <summary>Code, sample, workflow and templates name the same settings. A failure names each missing or unused one.</summary>
public sealed partial class DeploymentTests
{
    /// <summary>Settings that the Functions host or a library reads before the app starts. The app never reads them.</summary>
    private static readonly string[] OfTheHost =
    [
        "FUNCTIONS_WORKER_RUNTIME", // Core Tools; on Flex Consumption it is a property of the app
        "AzureWebJobsStorage", // the host's own storage, at home
        // The same when deployed, with an identity.
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "AZURE_CLIENT_ID", "AZURE_TOKEN_CREDENTIALS", // Azure.Identity: which identity
        // Where the host sends telemetry.
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        // Durable Functions with the scheduler: infra/package.sh writes these names into host.json.
        "DURABLE_TASK_SCHEDULER_CONNECTION_STRING", "TASKHUB_NAME",
    ];

    /// <summary>Values as the deployed resources and parameters supply them, instead of the local values.</summary>
    private static readonly Dictionary<string, string> OfResources = new()
    {
        ["Storage__TableServiceUri"] = "https://stdata.table.core.windows.net/",
        ["Storage__BlobServiceUri"] = "https://stdata.blob.core.windows.net/",
        ["Provider__Country"] = "DE", // the default at home; here the retention goes with it
        ["Licenses__KeyVaultKey"] = "https://kv-accounts.vault.azure.net/keys/license-wrapping",
        ["Mail__Endpoint"] = "https://acs-accounts.germany.communication.azure.com",
        ["Mail__Sender"] = "DoNotReply@11111111-2222-3333-4444-555555555555.azurecomm.net",
    };

    /// <summary>Only in the sample: replaces a resource that only a deployment has.</summary>
    private static readonly string[] OnlyAtHome = ["Licenses__LocalKey"];

    /// <summary>Only in the workflow: replace resources where there is neither a deployment nor a local host that brings its own.</summary>
    private static readonly string[] OnlyInWorkflow = ["Storage__ConnectionString", "Mail__Endpoint"];

    [Fact]
    public async Task The_app_starts_with_what_a_deployment_gives_it_and_reads_all_of_it()
    {
        var deployment = await Deployment.ProdWithSchedulerAsync();
        var fromVault = deployment.FromVault.ToHashSet();
        await StartsWithAsync(deployment.Settings.ToDictionary(
            setting => setting.Key,
            setting => fromVault.Contains(setting.Key)
                ? LocalSettings.Sample[setting.Key]
                : OfResources.GetValueOrDefault(setting.Key) ?? setting.Value));
    }

    [Fact]
    public async Task The_app_starts_with_what_the_workflow_gives_it_and_reads_all_of_it() =>
        await StartsWithAsync(LocalSettings.OfWorkflow());

    [Fact]
    public async Task Sample_workflow_and_deployment_give_the_app_the_same()
    {
        var deployed = (await Deployment.ProdWithSchedulerAsync()).Settings;
        Assert.Empty(LocalSettings.Sample.Keys.Except([.. deployed.Keys, .. OfTheHost, .. OnlyAtHome]));
        Assert.Empty(deployed.Keys.Except([.. LocalSettings.Sample.Keys, .. OfTheHost, .. OfResources.Keys]));
        Assert.Empty(OfResources.Keys.Except(deployed.Keys));
        Assert.Equal(LocalSettings.Sample.Keys.Union(OnlyInWorkflow).Order(), LocalSettings.OfWorkflow().Keys.Order());
    }

    [Fact]
    public async Task What_is_secret_comes_from_the_vault()
    {
        var deployment = await Deployment.ProdAsync();
        var all = deployment.Settings.Keys.Union(LocalSettings.Sample.Keys).Except(OnlyAtHome);
        var secret = all.Where(setting => SecretName().IsMatch(setting));
        Assert.Equal(deployment.FromVault.Order(), secret.Order());
        // Each from the secret of the same name.
        Assert.All(deployment.FromVault, setting =>
        {
            var name = setting.Replace("__", "--", StringComparison.Ordinal);
            Assert.EndsWith($"'{name}')]", deployment.Settings[setting], StringComparison.Ordinal);
        });
    }

    private static async Task StartsWithAsync(IReadOnlyDictionary<string, string> given)
    {
        // A setting that is not given is removed, whatever the local host sets automatically.
        var settings = LocalSettings.Sample.Keys.Concat(["Mail__ConnectionString"]).Concat(OnlyInWorkflow).Concat(OfResources.Keys)
            .Distinct().ToDictionary(Key, _ => (string?)null);
        var ofTheApp = given.Where(setting => !OfTheHost.Contains(setting.Key)).ToList();
        foreach (var (name, value) in ofTheApp)
        {
            Assert.False(value.StartsWith('['), $"{name} comes from a resource; say above what it looks like.");
            settings[Key(name)] = value;
        }
        ConfigurationManager configuration = null!;
        await using var app = await App.StartAsync(new EmulatorOptions(), builder => configuration = builder.Configuration);
        var asked = new AskedSettings(settings);

        ((IConfigurationBuilder)configuration).Add(asked);
        app.Host.Services.GetRequiredService<IStartupValidator>().Validate();

        Assert.All(ofTheApp, setting =>
            Assert.True(asked.Keys.Contains(Key(setting.Key)), $"Nobody reads {setting.Key}: take it out, or name who does in OfTheHost."));
    }

    // The name in the configuration.
    private static string Key(string setting) => setting.Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!KeyVault)Key$|__Secrets__\d+$")]
    private static partial Regex SecretName();

    /// <summary>Overrides all other settings, and records which ones were read.</summary>
    private sealed class AskedSettings(IDictionary<string, string?> settings) : ConfigurationProvider, IConfigurationSource
    {
        public HashSet<string> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override void Load() => Data = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);

        public override bool TryGet(string key, out string? value)
        {
            lock (Keys)
                Keys.Add(key);
            return base.TryGet(key, out value);
        }
    }
}
