using System.Text.Json.Nodes;

namespace Accounts.Tests.Stories;

internal sealed class SubAccountLinked : Story
{
    public override string Name => "sub-account link";

    public override async Task<Outcome> RunAsync(StoryApp app)
    {
        var outcome = new Outcome();
        var (mona, main) = await app.CustomerAsync("Mona Zentrale", "Zentrale AG");
        var (stefan, sub) = await app.CustomerAsync("Stefan Standort", "Standort Süd GmbH");
        outcome.Name(mona.Email, "mona");
        outcome.Name(stefan.Email, "stefan");
        outcome.Name(main, "main");
        outcome.Name(sub, "sub");

        var link = new JsonObject { ["mode"] = "link", ["customerNumber"] = sub };
        var asked = await mona.PostAsync($"/api/organizations/{main}/sub-accounts", link);
        Assert.True(asked.Status == 202, asked.Text);
        await app.SubjectsAsync(stefan.Email, count: 2);
        var accepted = await stefan.SendAsync(HttpMethod.Post, $"/api/invitations/{await app.WaitingTokenAsync(stefan)}/accept");
        Assert.True(accepted.Status == 200, accepted.Text);

        outcome.Add("invitation", await app.EndedAsync($"invitation-{main}-"));
        // The process checks once more after ten minutes, so it does not end during the test.
        outcome.Add("link", await app.WaitAsync(
            "the settled link",
            () => app.ProcessesAsync($"sub-account-{main}-{sub}-", _ => true),
            found => found.All(process => process.Contains("SettleSubAccount", StringComparison.Ordinal))));
        outcome.Add("mails to mona", await app.SubjectsAsync(mona.Email, count: 2));
        outcome.Add("mails to stefan", await app.SubjectsAsync(stefan.Email, count: 2));
        outcome.Add("sub-accounts", (await mona.GetAsync($"/api/organizations/{main}/sub-accounts")).Json["items"]!.AsArray()
            .Select(item => $"{item!["customerNumber"]} {item["name"]} {item["state"]}"));
        outcome.Add("main account's log", await app.AuditAsync(mona, main));
        outcome.Add("sub-account's log", await app.AuditAsync(stefan, sub));
        return outcome;
    }
}
