using System.Globalization;
using System.Text;
using Accounts.Emulator.Dashboard;
using static System.Net.WebUtility;

namespace Accounts.Emulator.DurableTask;

/// <summary>The latest orchestration instances, each with its timeline to be opened in place.</summary>
internal sealed class ProcessSection(DurableEngine engine) : IDashboardSection
{
    private const int Shown = 50;

    public string Title => "Processes";

    public Task<string> RenderAsync(CancellationToken cancellationToken)
    {
        var html = new StringBuilder();
        foreach (var row in engine.Processes(null, null, null, Shown))
            Append(html, row, engine.FindProcess(row.Id)?.History ?? []);
        return Task.FromResult(html.Length == 0 ? "<p>No process yet.</p>" : html.ToString());
    }

    private static void Append(StringBuilder html, InstanceRow row, List<HistoryEvent> history)
    {
        var status = row.CustomStatus is null ? $"{row.Status}" : $"{row.Status}, {row.CustomStatus}";
        html.Append(CultureInfo.InvariantCulture, $"<details><summary>{Time(row.CreatedAt)} <b>{HtmlEncode(row.Name)}</b> {HtmlEncode(row.Id)}: {HtmlEncode(status)}</summary><ol>");
        foreach (var (at, what, data) in HistoryText.Lines(history))
            html.Append(CultureInfo.InvariantCulture, $"<li>{Time(at)} {HtmlEncode(what)}{(data is null ? "" : $"<pre>{HtmlEncode(data)}</pre>")}</li>");
        html.Append("</ol></details>");
    }

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
