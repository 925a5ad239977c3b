using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Accounts.Tests.Infra;

/// <summary>The settings that the templates in <c>infra/</c> give the app, and the sample for a run at home.</summary>
internal static partial class Deployment
{
    private static readonly string Template = File.ReadAllText(Path.Combine(Folder, "main.bicep"));

    /// <summary>The templates.</summary>
    public static string Folder => Path.Combine(Repository.Root, "infra");

    /// <summary>What an operator says in <c>main.bicepparam</c>.</summary>
    public static IReadOnlyList<string> FromOperator { get; } = NamesIn("type settingsType = {", '}');

    /// <summary>What comes from the resources themselves.</summary>
    public static IReadOnlyList<string> FromResources { get; } = [.. NamesIn("var derivedSettings = {", '}'), .. NamesIn("var schedulerSettings = ", '}')];

    /// <summary>What comes from the vault.</summary>
    public static IReadOnlyList<string> FromVault { get; } = NamesIn("var secrets = [", ']');

    /// <summary>All of it.</summary>
    public static IReadOnlyList<string> Settings { get; } = [.. FromOperator, .. FromResources, .. FromVault];

    /// <summary><c>local.settings.sample.json</c>.</summary>
    public static IReadOnlyDictionary<string, string> Sample { get; } =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")))!["Values"]!.AsObject()
            .ToDictionary(setting => setting.Key, setting => setting.Value!.GetValue<string>());

    /// <summary>As configuration names it.</summary>
    public static string Key(string setting) => setting.Replace("__", ":", StringComparison.Ordinal);

    // A block begins with its first line and ends with a bracket at the margin; a name stands at the begin of its line.
    private static string[] NamesIn(string begin, char end)
    {
        var from = Template.IndexOf("\n" + begin, StringComparison.Ordinal);
        Assert.True(from >= 0, $"infra/main.bicep has no line that begins with: {begin}");
        from += begin.Length + 1;
        var names = Name().Matches(Template[from..Template.IndexOf($"\n{end}", from, StringComparison.Ordinal)]).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(names);
        return names;
    }

    [GeneratedRegex(@"^  '?(\w+)(?::|'$)", RegexOptions.Multiline)]
    private static partial Regex Name();
}
