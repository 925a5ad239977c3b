using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Tests.Infra;

/// <summary>The costs in infra/README.md are those of what a deployment makes.</summary>
public sealed class CostTests
{
    private const int DollarsPerInstance = 20;

    [Fact]
    public async Task Alert_rules_are_counted()
    {
        var rules = (await Deployment.ProdAsync()).Of("Microsoft.Insights/scheduledQueryRules").Count;
        Assert.Contains($"| {rules} alert rules, action group |", await ReadmeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instances_that_always_run_are_counted()
    {
        var prod = await Deployment.ProdAsync();
        Assert.True((bool?)Assert.Single(prod.Of("Microsoft.Web/serverfarms"))["properties"]!["zoneRedundant"]);
        var scale = Assert.Single(prod.Of("Microsoft.Web/sites"))["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!;
        var groups = scale["alwaysReady"]!.AsArray().Sum(group => (int)group!["instanceCount"]!);
        var timers = typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Count(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>() is not null);
        // Zone redundancy keeps two instances of each timer, because timers scale separately.
        var instances = groups + (2 * timers);
        Assert.Contains(
            $"With {timers} timers this makes {instances} instances, {instances * DollarsPerInstance} dollars.",
            await ReadmeAsync(),
            StringComparison.Ordinal);
    }

    private static Task<string> ReadmeAsync() => File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "README.md"));
}
