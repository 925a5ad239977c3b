using System.Text.Json;
using System.Text.RegularExpressions;

namespace Accounts.Tests;

/// <summary>Each setting in host.json has a reason in docs/host.md, and the host knows it.</summary>
public sealed partial class HostJsonTests
{
    /// <summary>
    /// The settings of the host and its extensions, from the references of host.json and of the HTTP trigger (Azure Functions v4), and
    /// from the reference and sources of Durable Functions 3.x (DurableTaskOptions, AzureStorageOptions and TraceOptions).
    /// </summary>
    private static readonly string[] Known =
    [
        "version", "functionTimeout", "telemetryMode", "logging.logLevel.*",
        "extensions.http.routePrefix",
        "extensions.http.maxConcurrentRequests",
        "extensions.http.maxOutstandingRequests",
        "extensions.http.dynamicThrottlesEnabled",
        "extensions.durableTask.hubName",
        "extensions.durableTask.useAppLease",
        "extensions.durableTask.defaultVersion",
        "extensions.durableTask.versionMatchStrategy",
        "extensions.durableTask.versionFailureStrategy",
        "extensions.durableTask.maxConcurrentActivityFunctions",
        "extensions.durableTask.maxConcurrentOrchestratorFunctions",
        "extensions.durableTask.extendedSessionsEnabled",
        "extensions.durableTask.storageProvider.type",
        "extensions.durableTask.storageProvider.connectionName",
        "extensions.durableTask.storageProvider.partitionCount",
        "extensions.durableTask.tracing.distributedTracingEnabled", "extensions.durableTask.tracing.version",
        "extensions.durableTask.tracing.traceInputsAndOutputs", "extensions.durableTask.tracing.traceReplayEvents",
    ];

    [Fact]
    public void Every_setting_has_a_reason_and_every_reason_a_setting()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "host.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["value"].Value);
        Assert.Equal(
            Settings().OrderBy(setting => setting.Key, StringComparer.Ordinal),
            documented.OrderBy(setting => setting.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_is_one_that_the_host_knows() =>
        Assert.All(
            Settings().Keys,
            name =>
                Assert.Contains(
                    Known, known => known == name || known.EndsWith('*') && name.StartsWith(known[..^1], StringComparison.Ordinal)));

    private static Dictionary<string, string> Settings()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "host.json")));
        return Leaves("", json.RootElement).ToDictionary();
    }

    // Names of log categories contain dots, but only at the end of a path, so paths stay unambiguous.
    private static IEnumerable<KeyValuePair<string, string>> Leaves(string path, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().SelectMany(member => Leaves(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value))
        : [new(path, value.GetRawText().Trim('"'))];

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \| `(?<value>[^`]+)` \| \S.{20,} \|$")]
    private static partial Regex Row();
}
