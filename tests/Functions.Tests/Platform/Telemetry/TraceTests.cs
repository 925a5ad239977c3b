using System.Text.Json.Nodes;
using Accounts.Emulator;
using Accounts.Tests.Customers.Invitations;
using Xunit.Abstractions;

namespace Accounts.Tests.Platform.Telemetry;

/// <summary>The telemetry of an invitation.</summary>
public sealed class TraceTests(ITestOutputHelper output)
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string CallerId = "b7ad6b7169203331";

    [InProcessFact]
    public async Task An_invitation_is_one_tree_from_the_request_over_a_restart_to_the_last_mail()
    {
        using var collector = Collector.Start();
        using var folder = new TempFolder();
        var options =
            new EmulatorOptions { DataFolder = folder.Path, Clock = VirtualClock.FrozenAt(App.Start), Settings = collector.Settings };
        string owner, organization, invited, token;
        await using (var palmer = await Inviting.StartAsync(options))
        {
            await palmer.SettleAsync();
            (owner, organization) = (palmer.Owner.Email, palmer.OrganizationId);
            invited = App.NewEmail("maxi");
            var reply = await palmer.Owner.SendAsync(
                HttpMethod.Post,
                palmer.Invitations,
                Inviting.To(invited).ToJsonString(),
                headers: [("Idempotency-Key", "1"), ("traceparent", $"00-{TraceId}-{CallerId}-01")]);
            Assert.Equal(202, reply.Status);
            await palmer.SettleAsync();
            token = await palmer.TokenAsync(invited);
            await palmer.App.Host.Clock.AdvanceAsync(TimeSpan.FromDays(4));
        }

        var app = await App.StartAsync(options with { Clock = VirtualClock.FrozenAt(App.Start.AddDays(5)) });
        await using (var again = await Inviting.AgainAsync(app, owner, organization, null))
        {
            var maxi = await again.SignInAsync(invited, "Maxi Muster");
            Assert.Equal(200, (await Inviting.AcceptAsync(maxi, token)).Status);
            await again.SettleAsync();
        }

        var tree = new SpanTree([.. collector.Spans.Where(span => span.TraceId == TraceId)], CallerId);
        output.WriteLine(tree.Print());
        Assert.Empty(tree.Orphans);
        Assert.Contains(
            "function InviteMember / create_orchestration:InvitationProcess / orchestration:InvitationProcess / "
                + "activity:SendInvitationMail / activity:SendInvitationMail / function SendInvitationMail / mail", tree.Paths);
        Assert.Equal(Documented(), tree.Paths);
    }

    [InProcessFact]
    public async Task Nothing_that_is_exported_names_somebody_or_opens_something()
    {
        using var collector = Collector.Start();
        List<string> secret = ["Hanna", "Palmer", "Muster", "maxi.", "hanna.", "@example.com", "palmer.example", "Bearer "];
        await using (
            var palmer = await Inviting.StartAsync(
                new EmulatorOptions { Clock = VirtualClock.FrozenAt(App.Start), Settings = collector.Settings }))
        {
            var (maxi, _, token) = await palmer.InviteSomebodyAsync("admin");
            secret.AddRange([token, maxi.Token, palmer.Owner.Token]);
            Assert.Equal(200, (await palmer.OpenAsync(token)).Status);
            Assert.Equal(409, (await palmer.Owner.PostAsync(palmer.Invitations, Inviting.To(maxi.Email))).Status);
            Assert.Equal(422, (await palmer.Owner.PostAsync(palmer.Invitations, new JsonObject { ["email"] = "Muster" })).Status);
            // Error messages of the mail service quote addresses.
            var (lost, late) = (App.NewEmail("maxi"), App.NewEmail("maxi"));
            await palmer.App.NeighbourAsync("mail", new JsonObject { [lost] = "refusing", [late] = "overloaded" });
            await palmer.InviteAsync(lost);
            await palmer.InviteAsync(late);
            Assert.Equal(200, (await Inviting.AcceptAsync(maxi, token)).Status);
            await palmer.SettleAsync();
        }

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], collector.Paths);
        Assert.Contains(collector.Spans, span => span.Tags.GetValueOrDefault("http.route") == "/api/invitations/{token}");
        Assert.Contains(collector.Spans, span => span is { Name: "mail", Status: OtlpSpan.StatusError });
        var sent = collector.Text;
        Assert.All(secret, text => Assert.DoesNotContain(text, sent, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The tree in docs/operations.md.</summary>
    private static IReadOnlyList<string> Documented() => SpanTree.PathsOf(
        File.ReadLines(Path.Combine(Repository.Root, "docs", "operations.md"))
            .SkipWhile(line => !line.StartsWith("function InviteMember", StringComparison.Ordinal))
            .TakeWhile(line => !line.StartsWith("```", StringComparison.Ordinal)));
}
