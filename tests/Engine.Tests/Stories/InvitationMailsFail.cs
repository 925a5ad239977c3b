using System.Text.Json.Nodes;

namespace Accounts.Tests.Stories;

/// <summary>One mail is refused permanently, another one only for a while: its activity fails and is retried.</summary>
internal sealed class InvitationMailsFail : Story
{
    public override string Name => "invitations refused and delayed by the mail service";

    public override async Task<Outcome> RunAsync(StoryApp app)
    {
        var outcome = new Outcome();
        var (hanna, palmer) = await app.CustomerAsync("Hanna Palmer", "Palmer Telefonbau GmbH");
        var (typo, late) = (App.NewEmail("typo"), App.NewEmail("late"));
        outcome.Name(hanna.Email, "hanna");
        outcome.Name(typo, "typo");
        outcome.Name(late, "late");
        outcome.Name(palmer, "palmer");
        await app.App.NeighbourAsync("mail", new JsonObject { [typo] = "refusing", [late] = "overloaded" });

        // Refused: the user who invited is notified, and withdraws the invitation.
        var (invitation, process) = await InviteAsync(hanna, palmer, typo);
        outcome.Add("mails to hanna", await app.SubjectsAsync(hanna.Email, count: 2));
        outcome.Add("refused", await app.ProcessesAsync(
            process, state => state.CustomStatus?.Contains("waitingForAnswer", StringComparison.Ordinal) == true));
        outcome.Add("undeliverable", (await hanna.GetAsync(invitation)).Json["undeliverable"]);
        Assert.Equal(204, (await hanna.DeleteAsync(invitation)).Status);
        outcome.Add("taken back", await app.EndedAsync(process));
        outcome.Add("state", await StoryApp.TextAsync(hanna, invitation, "state"));

        // Delayed: the mail is sent when the service accepts mails again.
        (invitation, process) = await InviteAsync(hanna, palmer, late);
        await app.WaitAsync(
            "the failed mail",
            () => app.ProcessesAsync(process, _ => true),
            found => found.All(text => text.Contains("failed", StringComparison.Ordinal)));
        Assert.Empty(await app.SubjectsAsync(late, count: 0));
        await app.App.NeighbourAsync("mail", "delivering");
        outcome.Add("mails to late", await app.SubjectsAsync(late, count: 1));
        Assert.Equal(204, (await hanna.DeleteAsync(invitation)).Status);
        outcome.Add("delayed", await app.EndedAsync(process));
        outcome.Add("audit log", await app.AuditAsync(hanna, palmer));
        return outcome;
    }

    private static async Task<(string Invitation, string Process)> InviteAsync(User hanna, string palmer, string email)
    {
        var invited = await hanna.PostAsync($"/api/organizations/{palmer}/invitations", Invitations.To(email));
        Assert.True(invited.Status == 202, invited.Text);
        var invitation = invited.Headers.Location!.OriginalString;
        return (invitation, $"invitation-{palmer}-{invitation.Split('/')[^1]}");
    }
}
