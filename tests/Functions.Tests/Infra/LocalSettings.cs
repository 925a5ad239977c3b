using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Accounts.Tests.Infra;

/// <summary>Settings for a run without Azure: the sample, and what the workflow gives the deployed build.</summary>
internal static partial class LocalSettings
{
    /// <summary><c>local.settings.sample.json</c>.</summary>
    public static IReadOnlyDictionary<string, string> Sample { get; } =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")))!["Values"]!.AsObject()
            .ToDictionary(setting => setting.Key, setting => setting.Value!.GetValue<string>());

    /// <summary>The settings of the deployed build that the workflow starts. The environment overrides the file that it copies.</summary>
    public static IReadOnlyDictionary<string, string> OfWorkflow()
    {
        var workflow = File.ReadAllText(Path.Combine(Repository.Root, ".github", "workflows", "ci.yml"));
        var settings = Variable().Matches(workflow).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        if (CopyOfSample().IsMatch(workflow))
            foreach (var (name, value) in Sample)
                settings.TryAdd(name, value);
        return settings;
    }

    [GeneratedRegex(@"^ +(\w+__\w+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^ +cp local\.settings\.sample\.json ""\$RUNNER_TEMP/deployed/local\.settings\.json""$", RegexOptions.Multiline)]
    private static partial Regex CopyOfSample();
}
