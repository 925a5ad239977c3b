using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Dashboard;

/// <summary>The app's functions, grouped by trigger.</summary>
internal sealed class FunctionsPage(FunctionList list) : IDashboardPage
{
    public string Name => "functions";

    public string Title => "Functions";

    public int Order => 5;

    public Task<Html?> RenderAsync(IQueryCollection query, CancellationToken cancellationToken) => Task.FromResult<Html?>(Html.Of($"""
        {list.ByKind().Select(kind => Html.Of($"<h2>{kind.Title} ({kind.Functions.Count})</h2><ul>{kind.Functions.Select(Render)}</ul>"))}
        """));

    private static Html Render((string Name, string Trigger) function) =>
        Html.Of($"<li><b>{function.Name}</b> <small>{function.Trigger}</small></li>");
}
