namespace Accounts.Tests.Stories;

internal sealed class InvitationAccepted : Story
{
    public override string Name => "invitation accepted";

    public override async Task<Outcome> RunAsync(StoryApp app)
    {
        var outcome = new Outcome();
        var (hanna, palmer) = await app.CustomerAsync("Hanna Palmer", "Palmer Telefonbau GmbH");
        var maxi = await app.App.SignInAsync(App.NewEmail("maxi"), "Maxi Muster");
        outcome.Name(hanna.Email, "hanna");
        outcome.Name(maxi.Email, "maxi");
        outcome.Name(palmer, "palmer");

        var invited = await hanna.PostAsync($"/api/organizations/{palmer}/invitations", Invitations.To(maxi.Email));
        Assert.True(invited.Status == 202, invited.Text);
        var invitation = invited.Headers.Location!.OriginalString;
        await app.SubjectsAsync(maxi.Email, count: 1);
        var accepted = await maxi.SendAsync(HttpMethod.Post, $"/api/invitations/{await app.WaitingTokenAsync(maxi)}/accept");
        Assert.True(accepted.Status == 200, accepted.Text);

        outcome.Add("mails to hanna", await app.SubjectsAsync(hanna.Email, count: 2));
        outcome.Add("mails to maxi", await app.SubjectsAsync(maxi.Email, count: 1));
        outcome.Add("process", await app.EndedAsync($"invitation-{palmer}-"));
        outcome.Add("state", await StoryApp.TextAsync(hanna, invitation, "state"));
        outcome.Add("waits for maxi", (await maxi.GetAsync("/api/me")).Json["invitations"]);
        outcome.Add("maxi's role", (await maxi.GetAsync("/api/me")).Json["organizations"]![0]!["role"]);
        outcome.Add("audit log", await app.AuditAsync(hanna, palmer));
        return outcome;
    }
}
