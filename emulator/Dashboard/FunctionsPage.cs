using Accounts.Emulator.Host;
using Accounts.Emulator.Worker.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Dashboard;

/// <summary>What the app can do, by what starts it.</summary>
internal sealed class FunctionsPage(FunctionCatalog catalog, IEnumerable<ITriggerHost> hosts) : IDashboardPage
{
    public string Name => "functions";

    public string Title => "Functions";

    public int Order => 4;

    public Task<Html?> RenderAsync(IQueryCollection query, CancellationToken cancellationToken) =>
        Task.FromResult<Html?>(Html.Of($"{hosts.OrderBy(host => host is HttpTriggerHost ? 0 : 1).Select(Render)}"));

    private Html Render(ITriggerHost host)
    {
        var functions = catalog.All.Where(function => host.TriggerType.IsInstanceOfType(function.Trigger)).ToArray();
        return functions.Length == 0
            ? Html.None
            : Html.Of($"<h2>{host.Title} ({functions.Length})</h2><ul>{functions.Select(function => Render(function.Name, host.Describe(function)))}</ul>");
    }

    private static Html Render(string name, string trigger) => Html.Of($"<li><b>{name}</b> <small>{trigger}</small></li>");
}
