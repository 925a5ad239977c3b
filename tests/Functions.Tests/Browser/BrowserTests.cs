using System.Text.Json.Nodes;
using Accounts.Emulator;

namespace Accounts.Tests.Browser;

/// <summary>
/// What only a browser can show: origins, policies, scripts, and whether pages are accessible (axe). The stories are in <c>node/</c>.
/// </summary>
public sealed class BrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserFact]
    public async Task A_frontend_of_another_origin_signs_in_with_a_client_library_and_uses_the_app()
    {
        await using var app = await StartAsync(new()
        {
            ["Host:CORS"] = chromium.Portal,
            ["SelfService:MaxAccountsPerUserAndDay"] = "1",
        });
        // Loopback too, but not the origin that is listed.
        await using var stranger = await StartAsync([]);
        await chromium.PlayAsync("portal", app, new()
        {
            ["email"] = App.NewEmail(),
            ["account"] = Forms.Account(),
            ["stranger"] = $"{stranger.Http.BaseAddress}dev/identity/jwks",
        });
    }

    [BrowserFact]
    public async Task The_page_of_the_interface_signs_in_and_its_first_try_succeeds()
    {
        await using var app = await StartAsync([]);
        await chromium.PlayAsync("docs", app, new() { ["email"] = App.NewEmail() });
    }

    [BrowserFact]
    public async Task Every_operation_on_the_page_of_the_interface_is_accessible()
    {
        await using var app = await StartAsync([]);
        await chromium.PlayAsync("docs-all", app);
    }

    [BrowserFact]
    public async Task The_emulators_pages_are_accessible_up_to_date_and_answer_invitations()
    {
        await using var app = await StartAsync([]);
        var (owner, id) = await app.NewCustomerAsync();
        var invitation = new JsonObject { ["email"] = "maxi@palmer.example", ["role"] = "admin" };
        Assert.Equal(202, (await owner.PostAsync($"/api/organizations/{id}/invitations", invitation)).Status);
        await app.SettleAsync();
        await chromium.PlayAsync("dashboard", app, new()
        {
            ["subject"] = (await app.MailsAsync("maxi@palmer.example"))[0]["subject"]!.GetValue<string>(),
            ["after"] = "2027-03-01 12:55:00",
        });
    }

    private static Task<App> StartAsync(Dictionary<string, string?> settings) =>
        App.StartAsync(new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start), Settings = settings });
}
