using System.Globalization;
using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Dashboard;

/// <summary>The clock on every page, with buttons for common steps and fields for any other step.</summary>
internal sealed class ClockForm(VirtualClock clock) : IEndpoints
{
    private const string Address = "/dev/dashboard/clock";

    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("minutes", TimeSpan.FromMinutes(1)),
        ("hours", TimeSpan.FromHours(1)),
        ("days", TimeSpan.FromDays(1)),
        ("weeks", TimeSpan.FromDays(7)),
    ];

    private static readonly (string Value, string Label)[] Usual =
        [("1 hours", "1 hour"), ("1 days", "1 day"), ("3 days", "3 days"), ("14 days", "14 days")];

    public static Html Render(DateTimeOffset now, string? query) => Html.Of($"""
        <div class="clock">
        <form method="post" action="{Address}">{DashboardForm.BackTo(query)}<span>Now: <time>{now}</time> UTC. Move forward by:</span>
        {Usual.Select(step => Html.Of($"""<button name="advance" value="{step.Value}">{step.Label}</button> """))}</form>
        <form method="post" action="{Address}">{DashboardForm.BackTo(query)}
        <input class="short" name="amount" type="number" min="0" step="any" required aria-label="Amount">
        <select name="unit" aria-label="Unit">{Units.Select(unit => Unit(unit.Name))}</select> <button>Move</button></form>
        </div>
        """);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Address, (HttpRequest request) => DashboardForm.PostAsync(request, async form =>
        {
            var wanted = form.TryGetValue("advance", out var usual) ? usual.ToString() : $"{form["amount"]} {form["unit"]}";
            if (Step(wanted) is not { } step)
                return "Choose a number of minutes, hours, days or weeks, at most ten years.";
            // Due work runs to its end even if the browser disconnects.
            await clock.AdvanceAsync(step, CancellationToken.None);
            return null;
        }));

    private static Html Unit(string name) =>
        Html.Of($"""<option{(name == "days" ? Html.Of($" selected") : null)}>{name}</option>""");

    /// <summary>Null when the text is not a step that the clock accepts.</summary>
    private static TimeSpan? Step(string text)
    {
        var parts = text.Split(' ');
        var unit = Array.Find(Units, unit => parts.Length == 2 && unit.Name == parts[1]).Length;
        return unit > TimeSpan.Zero
            && double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount * unit.TotalSeconds is var seconds and > 0 && seconds <= ClockEndpoints.LongestMove.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : null;
    }
}
