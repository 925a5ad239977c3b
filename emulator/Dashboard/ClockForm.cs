using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Dashboard;

/// <summary>The clock on every page, with buttons that let time pass.</summary>
internal sealed class ClockForm(VirtualClock clock) : IEndpoints
{
    private const string Address = "/dev/dashboard/clock";

    private static readonly (string Value, string Label, TimeSpan By)[] Steps =
    [
        ("1h", "1 hour", TimeSpan.FromHours(1)),
        ("1d", "1 day", TimeSpan.FromDays(1)),
        ("3d", "3 days", TimeSpan.FromDays(3)),
        ("14d", "14 days", TimeSpan.FromDays(14)),
    ];

    public static Html Render(DateTimeOffset now, string? query) => Html.Of($"""
        <form class="clock" method="post" action="{Address}">{DashboardForm.BackTo(query)}
        <span>It is <time>{now}</time> UTC. Let pass:</span>
        {Steps.Select(step => Html.Of($"""<button name="advance" value="{step.Value}">{step.Label}</button> """))}
        </form>
        """);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Address, (HttpRequest request) => DashboardForm.PostAsync(request, async form =>
        {
            var step = Array.Find(Steps, step => step.Value == form["advance"]);
            if (step.Value is null)
                return "The clock has no such button.";
            // What falls due is run to its end even when the browser does not wait for it.
            await clock.AdvanceAsync(step.By, CancellationToken.None);
            return null;
        }));
}
