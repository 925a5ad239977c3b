using System.Globalization;
using System.Text;
using Accounts.Emulator.Worker;
using static System.Net.WebUtility;

namespace Accounts.Emulator.Dashboard;

/// <summary>What the app can do.</summary>
internal sealed class FunctionSection(FunctionCatalog catalog, IEnumerable<ITriggerHost> hosts) : IDashboardSection
{
    public string Title => "Functions";

    public Task<string> RenderAsync(CancellationToken cancellationToken)
    {
        var html = new StringBuilder("<table>");
        foreach (var function in catalog.All)
        {
            var trigger = hosts.First(host => host.TriggerType.IsInstanceOfType(function.Trigger)).Describe(function);
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{HtmlEncode(function.Name)}</td><td>{HtmlEncode(trigger)}</td></tr>");
        }

        return Task.FromResult(html.Append("</table>").ToString());
    }
}
