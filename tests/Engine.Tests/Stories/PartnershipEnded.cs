using System.Globalization;
using System.Text.Json.Nodes;

namespace Accounts.Tests.Stories;

internal sealed class PartnershipEnded : Story
{
    public override string Name => "partner request until the partnership's end";

    public override async Task<Outcome> RunAsync(StoryApp app)
    {
        var outcome = new Outcome();
        var until = app.App.Now.AddDays(360).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (petra, partner) = await app.CustomerAsync("Petra Partner", "Partner Süd GmbH");
        var (karl, customer) = await app.CustomerAsync("Karl Kunde", "Kunde AG");
        outcome.Name(petra.Email, "petra");
        outcome.Name(karl.Email, "karl");
        outcome.Name(partner, "partner");
        outcome.Name(customer, "customer");
        var ops = await app.App.OperatorAsync();
        var status = await ops.PutAsync($"/api/organizations/{partner}/partner-status", new JsonObject { ["isPartner"] = true }, "*");
        Assert.True(status.Status == 200, status.Text);

        // The partner requests grants.
        var asked = await petra.PostAsync($"/api/organizations/{partner}/customers", new JsonObject
        {
            ["email"] = karl.Email,
            ["companyName"] = "Kunde Anfrage",
            ["requestedGrants"] = new JsonArray(Grant("cloud", "manage"), Grant("hosting", "read")),
            ["autoExtend"] = false,
        });
        Assert.True(asked.Status == 202, asked.Text);
        var request = asked.Headers.Location!.OriginalString;
        await app.SubjectsAsync(karl.Email, count: 2);

        // The customer accepts, and the partner reviews.
        var granted = new JsonObject { ["grants"] = new JsonArray(Grant("cloud", "manage"), Grant("account", "read")) };
        var token = await app.WaitingTokenAsync(karl);
        var accepted = await karl.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/accept", granted.ToJsonString());
        Assert.True(accepted.Status == 200, accepted.Text);
        await app.SubjectsAsync(petra.Email, count: 2);
        outcome.Add("invitation", await app.EndedAsync($"invitation-{partner}-"));
        outcome.Add("state", await StoryApp.TextAsync(petra, request, "state"));
        Assert.Equal(204, (await petra.SendAsync(HttpMethod.Post, $"/api/organizations/{partner}/customers/{customer}/review")).Status);
        outcome.Add("partnership", await app.ProcessesAsync(
            $"partnership-{partner}-", process => process.CustomStatus?.Contains("\"active\"", StringComparison.Ordinal) == true));

        // The customer ends the partnership.
        Assert.Equal(204, (await karl.DeleteAsync($"/api/organizations/{customer}/partners/{partner}")).Status);
        outcome.Add("partnership at the end", await app.EndedAsync($"partnership-{partner}-"));
        outcome.Add("state", await StoryApp.TextAsync(petra, request, "state"));
        outcome.Add("mails to petra", await app.SubjectsAsync(petra.Email, count: 3));
        outcome.Add("mails to karl", await app.SubjectsAsync(karl.Email, count: 3));
        outcome.Add("audit log", await app.AuditAsync(karl, customer));
        return outcome;

        JsonObject Grant(string product, string right) => new() { ["product"] = product, ["right"] = right, ["until"] = until };
    }
}
