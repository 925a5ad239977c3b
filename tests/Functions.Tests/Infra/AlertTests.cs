using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Tests.Infra;

/// <summary>Alerts and logs of a deployment match what the app logs and what the documentation says to staff on call.</summary>
public sealed partial class AlertTests
{
    /// <summary>An alert for words that the app no longer logs would never fire.</summary>
    [Theory]
    [InlineData("dead-mails")]
    [InlineData("invoice-runs")]
    public void An_alert_waits_for_words_that_the_app_says(string alert)
    {
        var query = File.ReadAllText(Path.Combine(Bicep.Folder, "modules", "alerts", alert + ".kql"));
        var words = Words().Matches(query).Select(match => match.Groups[1].Value).ToList();
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions"), "*.cs", SearchOption.AllDirectories);
        var logged = string.Join('\n', sources.SelectMany(File.ReadLines)
            .Where(line => line.Contains("[LoggerMessage(LogLevel.", StringComparison.Ordinal)));
        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.Contains(word, logged, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_alert_says_what_to_do()
    {
        const string prefix = "accounts-prod-";
        var rules = (await Deployment.ProdAsync()).Of("Microsoft.Insights/scheduledQueryRules");
        var alerts = rules.Select(rule => (string)rule["name"]!).ToList();
        Assert.All(alerts, alert => Assert.StartsWith(prefix, alert, StringComparison.Ordinal));
        alerts = [.. alerts.Select(alert => alert[prefix.Length..]), "budget"];
        var headings = File.ReadLines(Path.Combine(Repository.Root, "docs", "operations.md")).ToHashSet();
        Assert.True(alerts.Count > 4);
        Assert.All(alerts, alert => Assert.Contains("### " + alert, headings));
    }

    /// <summary>The host logs URLs; a token in a URL must not be stored.</summary>
    [Fact]
    public async Task Addresses_with_tokens_are_not_logged()
    {
        var rule = Assert.Single((await Deployment.ProdAsync()).Of("Microsoft.Insights/dataCollectionRules"))["properties"]!;
        var flow = rule["dataFlows"]!.AsArray().Single(flow => (string?)flow!["streams"]![0] == "Microsoft-Table-AppRequests")!;
        var transformation = (string)flow["transformKql"]!;
        var routes =
            from type in typeof(Program).Assembly.GetTypes()
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            let route = parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route
            where route?.Contains("{token}", StringComparison.Ordinal) == true
            select route;
        Assert.NotEmpty(routes);
        Assert.All(routes, route =>
        {
            var before = route[..route.IndexOf("{token}", StringComparison.Ordinal)];
            Assert.Contains($"Url contains \"/{before}\"", transformation, StringComparison.Ordinal);
        });
    }

    [GeneratedRegex(@"Message contains ""([^""]+)""")]
    private static partial Regex Words();
}
