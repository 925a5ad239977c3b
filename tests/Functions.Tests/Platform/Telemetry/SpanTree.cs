using System.Text;

namespace Accounts.Tests.Platform.Telemetry;

/// <summary>One trace as a tree, to print and to compare.</summary>
internal sealed class SpanTree(IReadOnlyList<OtlpSpan> spans, string parentOfRoots)
{
    private static readonly string[] Kinds = ["", "internal", "server", "client", "producer", "consumer"];

    /// <summary>Spans whose parent was not exported.</summary>
    public IEnumerable<OtlpSpan> Orphans =>
        spans.Where(span => span.ParentId != parentOfRoots && spans.All(other => other.Id != span.ParentId));

    /// <summary>Each distinct path in the tree: the names from the root, separated by slashes.</summary>
    public IReadOnlyList<string> Paths => [.. Walk().Select(place => place.Path).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>One line per span, children indented.</summary>
    public string Print() => Walk().Aggregate(
        new StringBuilder(),
        (text, place) => text.Append(' ', 2 * place.Depth).AppendLine(Line(place.Span)),
        text => text.ToString());

    /// <summary>The paths of a printed tree.</summary>
    public static IReadOnlyList<string> PathsOf(IEnumerable<string> lines)
    {
        List<string> above = [];
        SortedSet<string> paths = new(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var depth = (line.Length - line.TrimStart().Length) / 2;
            above.RemoveRange(depth, above.Count - depth);
            above.Add(line.Split('[')[0].Trim());
            paths.Add(string.Join(" / ", above));
        }

        return [.. paths];
    }

    private IEnumerable<(OtlpSpan Span, int Depth, string Path)> Walk() => Below(parentOfRoots, 0, "");

    private IEnumerable<(OtlpSpan Span, int Depth, string Path)> Below(string parent, int depth, string path) =>
        from span in spans
        where span.ParentId == parent
        orderby span.Start,
        int.Parse(span.Tags.GetValueOrDefault("durabletask.task.task_id", "0"), System.Globalization.CultureInfo.InvariantCulture)
        let here = path.Length == 0 ? span.Name : $"{path} / {span.Name}"
        from place in Below(span.Id, depth + 1, here).Prepend((span, depth, here))
        select place;

    private static string Line(OtlpSpan span)
    {
        var facts = new[] { Kinds[span.Kind], span.Tags.GetValueOrDefault("http.request.method"), span.Tags.GetValueOrDefault("http.route"), span.Tags.GetValueOrDefault("http.response.status_code"), span.Status == OtlpSpan.StatusError ? "error" : null };
        return $"{span.Name} [{string.Join(' ', facts.Where(fact => fact is not null))}]";
    }
}
