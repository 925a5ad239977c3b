using System.Reflection;
using System.Text.RegularExpressions;
using Accounts.Emulator;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Tests.Infra;

/// <summary>Code, sample and templates name the same settings: a setting that one of them lacks or has too much is named here.</summary>
public sealed partial class DeploymentTests
{
    /// <summary>Read by the Functions host or a library before the app, which never asks for them.</summary>
    private static readonly string[] OfTheHost =
    [
        "FUNCTIONS_WORKER_RUNTIME", // Core Tools; on Flex Consumption it is a property of the app
        "AzureWebJobsStorage", // the host's own storage, at home
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId", // and deployed, by identity
        "AZURE_CLIENT_ID", "AZURE_TOKEN_CREDENTIALS", // Azure.Identity: which identity
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", // where the host sends telemetry
        "DURABLE_TASK_SCHEDULER_CONNECTION_STRING", "TASKHUB_NAME", // Durable Functions with the scheduler, as infra/package.sh tells host.json
    ];

    /// <summary>Values as resources give them, in place of those that stand for them at home.</summary>
    private static readonly Dictionary<string, string> OfResources = new()
    {
        ["Storage__TableServiceUri"] = "https://stdata.table.core.windows.net/",
        ["Licenses__KeyVaultKey"] = "https://kv-accounts.vault.azure.net/keys/license-wrapping",
        ["Mail__Endpoint"] = "https://acs-accounts.germany.communication.azure.com",
        ["Mail__Sender"] = "DoNotReply@11111111-2222-3333-4444-555555555555.azurecomm.net",
    };

    /// <summary>Stands in the sample for a resource that only a deployment has.</summary>
    private static readonly string[] OnlyAtHome = ["Licenses__LocalKey"];

    /// <summary>Stand for resources where there is no deployment and no local host that brings its own.</summary>
    private static readonly string[] OnlyInWorkflow = ["Storage__ConnectionString", "Mail__Endpoint"];

    [Fact]
    public async Task The_app_starts_with_what_a_deployment_gives_it_and_reads_all_of_it()
    {
        var deployment = await Deployment.ProdWithSchedulerAsync();
        var fromVault = deployment.FromVault.ToHashSet();
        await StartsWithAsync(deployment.Settings.ToDictionary(
            setting => setting.Key,
            setting => fromVault.Contains(setting.Key) ? LocalSettings.Sample[setting.Key] : OfResources.GetValueOrDefault(setting.Key) ?? setting.Value));
    }

    [Fact]
    public async Task The_app_starts_with_what_the_workflow_gives_it_and_reads_all_of_it() => await StartsWithAsync(LocalSettings.OfWorkflow());

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
        var secret = deployment.Settings.Keys.Concat(LocalSettings.Sample.Keys).Except(OnlyAtHome).Where(setting => SecretName().IsMatch(setting)).Distinct();
        Assert.Equal(deployment.FromVault.Order(), secret.Order());
        // Each from the secret of its own name.
        Assert.All(deployment.FromVault, setting =>
            Assert.EndsWith($"'{setting.Replace("__", "--", StringComparison.Ordinal)}')]", deployment.Settings[setting], StringComparison.Ordinal));
    }

    /// <summary>An alert that waits for words which nobody says any more stays silent for ever.</summary>
    [Theory]
    [InlineData("dead-mails")]
    public void An_alert_waits_for_words_that_the_app_says(string alert)
    {
        var query = File.ReadAllText(Path.Combine(Bicep.Folder, "modules", "alerts", alert + ".kql"));
        var words = Words().Matches(query).Select(match => match.Groups[1].Value).ToList();
        var logged = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Where(line => line.Contains("[LoggerMessage(LogLevel.", StringComparison.Ordinal)));
        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.Contains(word, logged, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_alert_says_what_to_do()
    {
        const string prefix = "accounts-prod-";
        var alerts = (await Deployment.ProdAsync()).Of("Microsoft.Insights/scheduledQueryRules").Select(rule => (string)rule["name"]!).ToList();
        Assert.All(alerts, alert => Assert.StartsWith(prefix, alert, StringComparison.Ordinal));
        alerts = [.. alerts.Select(alert => alert[prefix.Length..]), "budget"];
        var headings = File.ReadLines(Path.Combine(Repository.Root, "docs", "operations.md")).ToHashSet();
        Assert.True(alerts.Count > 4);
        Assert.All(alerts, alert => Assert.Contains("### " + alert, headings));
    }

    /// <summary>The host records addresses; a token in one must not be kept.</summary>
    [Fact]
    public async Task Addresses_with_tokens_are_not_logged()
    {
        var rule = Assert.Single((await Deployment.ProdAsync()).Of("Microsoft.Insights/dataCollectionRules"))["properties"]!["dataFlows"]!.AsArray()
            .Single(flow => (string?)flow!["streams"]![0] == "Microsoft-Table-AppRequests")!;
        var transformation = (string)rule["transformKql"]!;
        var routes =
            from type in typeof(Program).Assembly.GetTypes()
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            let route = parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route
            where route?.Contains("{token}", StringComparison.Ordinal) == true
            select route;
        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.Contains($"Url contains \"/{route[..route.IndexOf("{token}", StringComparison.Ordinal)]}\"", transformation, StringComparison.Ordinal));
    }

    private static async Task StartsWithAsync(IReadOnlyDictionary<string, string> given)
    {
        // What is not given is not there, whatever the local host says by itself.
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
            Assert.True(asked.Keys.Contains(Key(setting.Key)), $"Nobody reads {setting.Key}: take it out, or say among the host's settings who does."));
    }

    // As configuration names it.
    private static string Key(string setting) => setting.Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!KeyVault)Key$|__Secrets__\d+$")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"Message contains ""([^""]+)""")]
    private static partial Regex Words();

    /// <summary>Has the last word on settings, and remembers which were asked for.</summary>
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
