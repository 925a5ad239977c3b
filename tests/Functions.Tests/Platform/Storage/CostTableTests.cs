using System.Globalization;
using System.Text.RegularExpressions;
using Accounts.Tests.Platform.Processes;

namespace Accounts.Tests.Platform.Storage;

/// <summary>The cost table in docs/operations.md uses the counted numbers and calculates correctly.</summary>
public sealed partial class CostTableTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
    private static readonly string Counts = File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "Functions.Tests", "Platform", "Storage", "StorageOperationsTests.cs"));

    [Fact]
    public void Every_line_takes_the_counted_operations_and_multiplies_and_adds_up()
    {
        var lines = Line().Matches(Document);
        Assert.True(lines.Count > 5);
        Assert.All(lines, line =>
        {
            var (what, operations) = (line.Groups["what"].Value, Number(line, "operations"));
            if (Counted(line.Groups["source"].Value) is { } counted)
                Assert.Equal((what, counted), (what, operations));
            Assert.Equal((what, operations * Number(line, "times")), (what, Number(line, "total")));
        });
        Assert.Contains(
            $"**{lines.Sum(line => Number(line, "total")).ToString(CultureInfo.InvariantCulture)}**", Document, StringComparison.Ordinal);
    }

    /// <summary>From <c>`GetMe` 2</c>, the second row of that function, or the name of a constant; null for an assumed number.</summary>
    private static decimal? Counted(string source)
    {
        var name = source.Split('`') is [_, var quoted, _] ? quoted : null;
        return name switch
        {
            null => null,
            nameof(ProcessOperationsTests.AccountOpened) => ProcessOperationsTests.AccountOpened,
            nameof(ProcessOperationsTests.InvitationAccepted) => ProcessOperationsTests.InvitationAccepted,
            _ => Row(name, int.Parse(source[^1..], CultureInfo.InvariantCulture)),
        };
    }

    private static int Row(string function, int number)
    {
        var row = Regex.Matches(
            Counts, $@"\(\s*""{function}"",.*?\d{{3}},\s*\[(?<operations>[^\]]*)\]", RegexOptions.Singleline)[number - 1];
        return row.Groups["operations"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
    }

    private static decimal Number(Match line, string group) => decimal.Parse(line.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\| (?<what>[^|*]+) \| (?<source>`\w+`(?: \d)?|assumed) \| (?<operations>[\d.]+) \| (?<times>[\d.]+) \| (?<total>[\d.]+) \|\r?$",
        RegexOptions.Multiline)]
    private static partial Regex Line();
}
