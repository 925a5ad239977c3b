using System.Text.Json.Nodes;

namespace Accounts.Tests.Stories;

/// <summary>The outcome of a story, as lines that can be compared between two runs.</summary>
internal sealed class Outcome
{
    private readonly List<(string Value, string Name)> _names = [];
    private readonly List<(string What, string Came)> _lines = [];

    /// <summary>The duration of the run, with all waiting.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>The lines, with names instead of values that differ in each run.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(line => $"{line.What}: {Named(line.Came)}")];

    /// <summary>Gives a name to an address, an id or a number of this run.</summary>
    public void Name(string value, string name) => _names.Add((value, name));

    public void Add(string what, params IEnumerable<string> came) => _lines.Add((what, string.Join(", ", came)));

    public void Add(string what, JsonNode? came) => Add(what, came?.ToJsonString() ?? "nothing");

    /// <summary>Replaces the longest values first, because an organization's number is part of its orders' numbers.</summary>
    private string Named(string text) =>
        _names.OrderByDescending(name => name.Value.Length)
            .Aggregate(text, (named, name) => named.Replace(name.Value, name.Name, StringComparison.Ordinal));
}
