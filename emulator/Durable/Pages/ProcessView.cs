using Accounts.Emulator.Dashboard;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>One process: its state and its timeline.</summary>
internal static class ProcessView
{
    public static Html Render(InstanceRow row, IReadOnlyList<HistoryEvent> history) => Html.Of($"""
        <h2>{row.Id}</h2>
        <dl>
        <dt>state</dt><dd>{State(row)}</dd>
        {(row.CustomStatus is { } status ? StatusWords.Facts(status).Select(StatusFact) : [])}
        {(row.Failure is { } failure ? Fact("failed with", Html.Of($"{FailureWords.Sentence(failure)}")) : null)}
        <dt>function</dt><dd>{row.Name}</dd>
        <dt>started</dt><dd>{Times.Text(row.CreatedAt)}</dd>
        <dt>last change</dt><dd>{Times.Text(row.UpdatedAt)}</dd>
        {(row.Parent is { } parent ? Fact("called by", Link(parent.OrchestrationInstance.InstanceId)) : null)}
        </dl>
        {Data(("Input", row.Input), ("Output", row.Output))}
        <h2>Timeline</h2>
        <ol class="timeline">{Timeline.Of(history, row.IsEnded).Select(Line)}</ol>
        """);

    public static Html Link(string id) => Html.Of($"""<a href="{DashboardLink.To(ProcessesPage.PageName, ("id", id))}">{id}</a>""");

    public static Html State(InstanceRow row)
    {
        var (look, words) = row.Status switch
        {
            OrchestrationStatus.Running => ("running", "running"),
            OrchestrationStatus.Completed => ("done", "completed"),
            OrchestrationStatus.Failed => ("failed", "failed"),
            OrchestrationStatus.Terminated => ("off", "terminated"),
            OrchestrationStatus.Pending => ("waiting", "not started yet"),
            _ => ("waiting", "suspended"),
        };
        return Html.Of($"""<span class="state {look}">{words}</span>""");
    }

    private static Html Line(TimelineEntry entry) => Html.Of($"""
        <li class="{entry.Look}">{(entry.At is { } at ? Html.Of($"<time>{at}</time> ") : null)}{entry.What}{LinkTo(entry.Instance)}
        {Data([.. entry.Data])}</li>
        """);

    private static Html StatusFact((string Name, string Value) fact) =>
        Fact(fact.Name.Length == 0 ? "status" : fact.Name, Html.Of($"{fact.Value}"));

    private static Html Fact(string name, Html value) => Html.Of($"<dt>{name}</dt><dd>{value}</dd>");

    private static Html? LinkTo(string? instance) => instance is null ? null : Html.Of($" {Link(instance)}");

    private static Html? Data(params (string Name, string? Text)[] data)
    {
        var present = data.Where(one => one.Text is not (null or "null")).ToArray();
        if (present.Length == 0)
            return null;
        var names = string.Join(", ", present.Select(one => one.Name));
        var texts = present.Select(one => Html.Of($"<small>{one.Name}</small><pre>{JsonText.Pretty(one.Text!)}</pre>"));
        return Html.Of($"<details><summary>{names}</summary>{texts}</details>");
    }
}
