using System.Text.Json;
using Accounts.Emulator.Host;
using Accounts.Emulator.Neighbours;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Dashboard;

/// <summary>A form for how the simulated outside parties behave: by default, and in single cases.</summary>
internal sealed class NeighboursPage(NeighbourSettings neighbours) : IDashboardPage, IEndpoints
{
    private const string Address = "/dev/dashboard/neighbours";
    private const string Default = "default";

    public string Name => "neighbours";

    public string Title => "Neighbours";

    public int Order => 6;

    public Task<Html?> RenderAsync(IQueryCollection query, CancellationToken cancellationToken) => Task.FromResult<Html?>(Html.Of($"""
        <p>How the simulated outside parties behave. A case is, for example, a VAT id or an e-mail address.</p>
        <form method="post" action="{Address}">{DashboardForm.BackTo($"?page={Name}")}
        {neighbours.All.Select(pair => Fields(pair.Key, pair.Value))}
        <button>Set</button></form>
        """));

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Address, (HttpRequest request) => DashboardForm.PostAsync(request, form =>
            Task.FromResult(
                neighbours.Set(neighbours.All.Keys.Where(form.ContainsKey).ToDictionary(name => name, name => Setting(name, form))))));

    private static Html Fields(string name, NeighbourSettings.Neighbour neighbour)
    {
        var cases = neighbour.Setting.ValueKind == JsonValueKind.Object
            ? neighbour.Setting.EnumerateObject().ToDictionary(single => single.Name, single => single.Value.GetString())
            : new() { [Default] = neighbour.Setting.GetString() };
        var usual = cases.GetValueOrDefault(Default) ?? neighbour.Possible[0];
        var lines = cases.Where(pair => pair.Key != Default).Append(new("", null));
        return Html.Of($"""
            <fieldset><legend>{name}</legend>
            <p><label>by default
                <select name="{name}">{neighbour.Possible.Select(value => Option(value, value == usual))}</select></label></p>
            {lines.Select(line => Html.Of($"""
                <p><input name="{CaseOf(name)}" value="{line.Key}" placeholder="case" aria-label="Case of {name}">
                <select name="{BehaviourOf(name)}" aria-label="Behaviour in this case">{neighbour.Possible.Prepend("").Select(value => Option(value, value == line.Value))}</select></p>
                """))}
            </fieldset>
            """);
    }

    private static Html Option(string value, bool selected) =>
        Html.Of(
            $"""<option value="{value}"{(selected ? Html.Of($" selected") : null)}>{(value.Length == 0 ? "default" : value)}</option>""");

    /// <summary>A plain string when there are no cases. A case without a behaviour is ignored.</summary>
    private static JsonElement Setting(string name, IFormCollection form)
    {
        var usual = form[name].ToString();
        var cases = new Dictionary<string, string>();
        foreach (var (single, behaviour) in form[CaseOf(name)].Zip(form[BehaviourOf(name)]))
        {
            if (!string.IsNullOrWhiteSpace(single) && !string.IsNullOrEmpty(behaviour))
                cases[single.Trim()] = behaviour;
        }

        if (cases.Count == 0)
            return JsonSerializer.SerializeToElement(usual);
        cases[Default] = usual;
        return JsonSerializer.SerializeToElement(cases);
    }

    private static string CaseOf(string name) => $"{name}.case";

    private static string BehaviourOf(string name) => $"{name}.behaviour";
}
