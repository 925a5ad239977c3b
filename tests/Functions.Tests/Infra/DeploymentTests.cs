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

    [Fact]
    public async Task The_app_takes_what_the_deployment_tells_it_and_asks_for_every_setting()
    {
        // What the deployment does not give is not there, whatever the sample says.
        var deployed = Deployment.Sample.Keys.Concat(["Storage__ConnectionString", "Mail__ConnectionString"]).ToDictionary(Deployment.Key, _ => (string?)null);
        foreach (var setting in Deployment.Settings.Except(OfTheHost))
            deployed[Deployment.Key(setting)] = OfResources.GetValueOrDefault(setting) ?? Deployed(setting);
        ConfigurationManager configuration = null!;
        await using var app = await App.StartAsync(new EmulatorOptions(), builder => configuration = builder.Configuration);
        var asked = new AskedSettings(deployed);

        ((IConfigurationBuilder)configuration).Add(asked);
        app.Host.Services.GetRequiredService<IStartupValidator>().Validate();

        Assert.All(Deployment.Settings.Concat(Deployment.Sample.Keys).Except(OfTheHost), setting =>
            Assert.True(asked.Keys.Contains(Deployment.Key(setting)), $"Nobody reads {setting}: take it out, or say among the host's settings who does."));
    }

    [Fact]
    public void Sample_and_deployment_tell_the_app_the_same()
    {
        Assert.Equal(Deployment.Settings.Count, Deployment.Settings.Distinct().Count());
        Assert.Empty(Deployment.Sample.Keys.Except([.. Deployment.Settings, .. OfTheHost, .. OnlyAtHome]));
        Assert.Empty(Deployment.Settings.Except([.. Deployment.Sample.Keys, .. OfTheHost, .. OfResources.Keys]));
        Assert.All(OfResources.Keys, setting => Assert.Contains(setting, Deployment.FromResources));
    }

    [Fact]
    public void What_is_secret_comes_from_the_vault()
    {
        var secret = Deployment.Settings.Concat(Deployment.Sample.Keys).Except(OnlyAtHome).Where(setting => SecretName().IsMatch(setting)).Distinct();
        Assert.Equal(Deployment.FromVault.Order(), secret.Order());
    }

    [Fact]
    public void No_template_asks_for_a_key()
    {
        var templates = Directory.GetFiles(Deployment.Folder, "*.bicep*", SearchOption.AllDirectories);
        Assert.True(templates.Length > 10);
        Assert.All(templates, file => Assert.DoesNotMatch(KeyOrPassword(), File.ReadAllText(file)));
    }

    /// <summary>An alert that waits for words which nobody says any more stays silent for ever.</summary>
    [Theory]
    [InlineData("dead-mails")]
    public void An_alert_waits_for_words_that_the_app_says(string alert)
    {
        var query = File.ReadAllText(Path.Combine(Deployment.Folder, "modules", "alerts", alert + ".kql"));
        var words = Words().Matches(query).Select(match => match.Groups[1].Value).ToList();
        var logged = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Where(line => line.Contains("[LoggerMessage(LogLevel.", StringComparison.Ordinal)));
        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.Contains(word, logged, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_alert_says_what_to_do()
    {
        var alerts = AlertName().Matches(File.ReadAllText(Path.Combine(Deployment.Folder, "modules", "alerts.bicep"))).Select(match => match.Groups[1].Value).Append("budget").ToList();
        var headings = File.ReadLines(Path.Combine(Repository.Root, "docs", "operations.md")).ToHashSet();
        Assert.True(alerts.Count > 4);
        Assert.All(alerts, alert => Assert.Contains("### " + alert, headings));
    }

    /// <summary>The host records addresses; a token in one must not be kept.</summary>
    [Fact]
    public void Addresses_with_tokens_are_not_logged()
    {
        var rule = File.ReadAllText(Path.Combine(Deployment.Folder, "modules", "monitoring.bicep"));
        var routes =
            from type in typeof(Program).Assembly.GetTypes()
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            let route = parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route
            where route?.Contains("{token}", StringComparison.Ordinal) == true
            select route;
        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.Contains($"contains \"/{route[..route.IndexOf("{token}", StringComparison.Ordinal)]}\"", rule, StringComparison.Ordinal));
    }

    private static string Deployed(string setting)
    {
        Assert.True(Deployment.Sample.TryGetValue(setting, out var value), $"The sample has no {setting}; say here what its resource gives.");
        return value!;
    }

    [GeneratedRegex(@"(?<!KeyVault)Key$|__Secrets__\d+$")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"list(Keys|Secrets|\w*Sas)\w*\(|AccountKey|SharedAccess|StorageAccountConnectionString|@secure|getSecret", RegexOptions.IgnoreCase)]
    private static partial Regex KeyOrPassword();

    [GeneratedRegex(@"^    name: '([a-z-]+)'$", RegexOptions.Multiline)]
    private static partial Regex AlertName();

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
