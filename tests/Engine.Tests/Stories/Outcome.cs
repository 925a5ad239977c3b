using System.Text.Json.Nodes;

namespace Accounts.Tests.Stories;

/// <summary>What a story came to, in lines that two runs of it can be compared by.</summary>
internal sealed class Outcome
{
    private readonly List<(string Value, string Name)> _names = [];
    private readonly List<(string What, string Came)> _lines = [];

    /// <summary>How long the run took, with all waiting.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>The lines, with names for what is different in each run.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(line => $"{line.What}: {Named(line.Came)}")];

    /// <summary>Names an address, an id or a number of this run.</summary>
    public void Name(string value, string name) => _names.Add((value, name));

    public void Add(string what, params IEnumerable<string> came) => _lines.Add((what, string.Join(", ", came)));

    public void Add(string what, JsonNode? came) => Add(what, came?.ToJsonString() ?? "nothing");

    /// <summary>The longest first: the number of an organization is a part of its orders' numbers.</summary>
    private string Named(string text) =>
        _names.OrderByDescending(name => name.Value.Length)
            .Aggregate(text, (named, name) => named.Replace(name.Value, name.Name, StringComparison.Ordinal));
}
