using System.Text.Json.Nodes;

namespace Accounts.Tests.Stories;

/// <summary>An activity fails for good, and its process has to know why.</summary>
internal sealed class InvitationUndeliverable : Story
{
    public override string Name => "invitation that cannot be delivered";

    public override async Task<Outcome> RunAsync(StoryApp app)
    {
        var outcome = new Outcome();
        var (hanna, palmer) = await app.CustomerAsync("Hanna Palmer", "Palmer Telefonbau GmbH");
        var typo = App.NewEmail("typo");
        outcome.Name(hanna.Email, "hanna");
        outcome.Name(typo, "typo");
        outcome.Name(palmer, "palmer");
        await app.App.NeighbourAsync("mail", new JsonObject { [typo] = "refusing" });

        var invited = await hanna.PostAsync($"/api/organizations/{palmer}/invitations", Invitations.To(typo));
        Assert.True(invited.Status == 202, invited.Text);
        var invitation = invited.Headers.Location!.OriginalString;
        outcome.Add("mails to hanna", await app.SubjectsAsync(hanna.Email, count: 2));
        outcome.Add("process", await app.ProcessesAsync(
            $"invitation-{palmer}-", process => process.CustomStatus?.Contains("waitingForAnswer", StringComparison.Ordinal) == true));
        outcome.Add("undeliverable", (await hanna.GetAsync(invitation)).Json["undeliverable"]);

        Assert.Equal(204, (await hanna.DeleteAsync(invitation)).Status);
        outcome.Add("process after it was taken back", await app.EndedAsync($"invitation-{palmer}-"));
        outcome.Add("state", await app.TextAsync(hanna, invitation, "state"));
        outcome.Add("mails to typo", await app.SubjectsAsync(typo, count: 0));
        outcome.Add("audit log", await app.AuditAsync(hanna, palmer));
        return outcome;
    }
}
