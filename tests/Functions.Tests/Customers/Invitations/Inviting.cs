using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Accounts.Emulator;
using Accounts.Emulator.Durable;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.Invitations;

/// <summary>An organization that invites, its users and their mails. The clock stands still until a test moves it.</summary>
internal sealed partial class Inviting : IAsyncDisposable
{
    public const string Company = "Palmer Telefonbau GmbH";

    // Tokens outlive every story, so that users need not sign in again each time the clock moves.
    private const int AYear = 365 * 24 * 3600;

    private Inviting(App app, User owner, string organizationId) => (App, Owner, OrganizationId) = (app, owner, organizationId);

    public App App { get; }

    public User Owner { get; }

    public string OrganizationId { get; }

    /// <summary>The invitation that was sent before a restart.</summary>
    public string? InvitationId { get; private init; }

    public string Invitations => $"/api/organizations/{OrganizationId}/invitations";

    public static async Task<Inviting> StartAsync(params (string Name, string Value)[] settings) =>
        await StartAsync(App.With([.. App.WithoutRuns, .. settings]));

    public static async Task<Inviting> StartAsync(EmulatorOptions options) => await InAsync(await App.StartAsync(options));

    /// <summary>A further organization in a running app.</summary>
    public static async Task<Inviting> InAsync(App app)
    {
        var owner = await SignInAsync(app, App.NewEmail("hanna"), "Hanna Palmer");
        var created = await owner.PostAsync("/api/accounts", Forms.Account());
        Assert.Equal(201, created.Status);
        return new Inviting(app, owner, created.Json["id"]!.GetValue<string>());
    }

    /// <summary>The organization after a restart of the app on the same data.</summary>
    public static async Task<Inviting> AgainAsync(App app, string owner, string organizationId, string? invitationId) =>
        new(app, await SignInAsync(app, owner, "Hanna Palmer"), organizationId) { InvitationId = invitationId };

    public static async Task<User> SignInAsync(App app, string email, string? name = null, bool emailVerified = true)
    {
        using var response = await app.Doors.PostAsJsonAsync(
            "/dev/token", new { email, name, roles = Array.Empty<string>(), emailVerified, expiresIn = AYear });
        return new User(app.Http, email, (await response.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>());
    }

    public Task<User> SignInAsync(string email, string? name = null) => SignInAsync(App, email, name);

    /// <summary>The body of an invitation.</summary>
    public static JsonObject To(string email, string role = "employee", string? language = null)
    {
        var form = new JsonObject { ["email"] = email, ["role"] = role };
        if (language is not null)
            form["language"] = language;
        return form;
    }

    /// <summary>Invites, and waits until the mail is sent.</summary>
    /// <returns>The invitation's id.</returns>
    public async Task<string> InviteAsync(string email, string role = "employee", string? language = null)
    {
        var reply = await Owner.PostAsync(Invitations, To(email, role, language));
        Assert.True(reply.Status == 202, reply.Text);
        await SettleAsync();
        return reply.Json["id"]!.GetValue<string>();
    }

    /// <summary>Invites a user who is signed in.</summary>
    public async Task<(User User, string Id, string Token)> InviteSomebodyAsync(string role = "employee")
    {
        var maxi = await SignInAsync(App.NewEmail("maxi"), "Maxi Muster");
        var id = await InviteAsync(maxi.Email, role);
        return (maxi, id, await TokenAsync(maxi.Email));
    }

    /// <summary>Invites many users, and waits only once, at the end.</summary>
    public async Task<IReadOnlyList<(User User, string Id, string Token)>> InviteManyAsync(int count)
    {
        List<(User User, string Id)> invited = [];
        for (var n = 0; n < count; n++)
        {
            var maxi = await SignInAsync(App.NewEmail("maxi"), "Maxi Muster");
            var reply = await Owner.PostAsync(Invitations, To(maxi.Email));
            Assert.True(reply.Status == 202, reply.Text);
            invited.Add((maxi, reply.Json["id"]!.GetValue<string>()));
        }

        await SettleAsync();
        List<(User User, string Id, string Token)> found = [];
        foreach (var (maxi, id) in invited)
            found.Add((maxi, id, Assert.Single(await WaitingAsync(maxi))!["token"]!.GetValue<string>()));
        return found;
    }

    /// <summary>A member with a role, who joined by invitation.</summary>
    public async Task<User> JoinedAsync(string role)
    {
        var (user, _, token) = await InviteSomebodyAsync(role);
        Assert.Equal(200, (await AcceptAsync(user, token)).Status);
        await SettleAsync();
        return user;
    }

    public static Task<Reply> AcceptAsync(User user, string token) => user.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/accept");

    public static Task<Reply> DeclineAsync(User user, string token) => user.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/decline");

    public Task<Reply> ResendAsync(string id) => Owner.SendAsync(HttpMethod.Post, $"{Invitations}/{id}/resend");

    public Task<Reply> RevokeAsync(string id) => Owner.DeleteAsync($"{Invitations}/{id}");

    /// <summary>What the holder of a link sees.</summary>
    public Task<Reply> OpenAsync(string token) => Reply.GetAsync(App.Http, HttpMethod.Get, $"/api/invitations/{token}", null, "");

    public async Task<JsonNode> ShowAsync(string id) => (await Owner.GetAsync($"{Invitations}/{id}")).Json;

    public async Task<string> StateAsync(string id) => (await ShowAsync(id))["state"]!.GetValue<string>();

    /// <summary>The mails to an address, oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> MailsAsync(string to)
    {
        var mails = (await App.Doors.GetFromJsonAsync<JsonArray>("/dev/mails?to=" + Uri.EscapeDataString(to)))!;
        return [.. mails.Reverse().Select(mail => mail!)];
    }

    public async Task<string[]> SubjectsAsync(string to) => [.. (await MailsAsync(to)).Select(mail => mail["subject"]!.GetValue<string>())];

    /// <summary>The subjects of the mails about invitations to the user who invites.</summary>
    public async Task<string[]> ToldAsync() =>
        [
            .. (await SubjectsAsync(Owner.Email)).Where(
                subject => subject.Contains("inladung", StringComparison.Ordinal)
                    || subject.Contains("invitation", StringComparison.Ordinal)),
        ];

    /// <summary>The token in the latest mail to an address.</summary>
    public async Task<string> TokenAsync(string to) => Assert.Single(TokensIn((await MailsAsync(to))[^1]));

    /// <summary>The tokens of the links in a mail, each once.</summary>
    public static string[] TokensIn(JsonNode mail)
    {
        var (text, html) = (Found("text"), Found("html"));
        Assert.Equal(text, html);
        return text;

        string[] Found(string part) =>
            [.. Link().Matches(mail[part]!.GetValue<string>()).Select(match => match.Groups[1].Value).Distinct()];
    }

    /// <summary>The e-mail addresses in the list of members.</summary>
    public async Task<string[]> MembersAsync() =>
        [
            .. (await Owner.GetAsync($"/api/organizations/{OrganizationId}/members")).Json["items"]!
                .AsArray()
                .Select(member => member!["email"]!.GetValue<string>()),
        ];

    public static async Task<JsonArray> WaitingAsync(User user) => (await user.GetAsync("/api/me")).Json["invitations"]!.AsArray();

    public static async Task<JsonArray> OrganizationsAsync(User user) => (await user.GetAsync("/api/me")).Json["organizations"]!.AsArray();

    public Task SettleAsync() => App.Host.Clock.AdvanceAsync(TimeSpan.Zero);

    public Task AdvanceAsync(TimeSpan by) => App.Host.Clock.AdvanceAsync(by);

    public Task AdvanceDaysAsync(double days) => AdvanceAsync(TimeSpan.FromDays(days));

    /// <summary>Stops all processes. Requests can still reach them.</summary>
    public Task StopProcessesAsync() => App.Host.Emulator.GetRequiredService<DurableEngine>().StopAsync();

    /// <summary>How many invitations count as open.</summary>
    public int CountOpen() =>
        App.Store.ListEntities("Organizations", OrganizationId, count: 10_000)
            .Where(row => (string)row["RowKey"] == "open-invitations")
            .Select(row => JsonNode.Parse((string)row["Document"])!["open"]!.GetValue<int>())
            .SingleOrDefault();

    /// <summary>How many members of the organization have this address.</summary>
    public int CountMemberRows(string email) =>
        App.Store.ListEntities("Organizations", OrganizationId, count: 10_000)
            .Count(
                row => ((string)row["RowKey"]).StartsWith("member:", StringComparison.Ordinal)
                    && ((string)row["Document"]).Contains(email, StringComparison.Ordinal));

    /// <summary>How many addresses are reserved for an open invitation.</summary>
    public int CountReserved() =>
        App.Store.ListEntities("Organizations", OrganizationId, count: 10_000).Count(
            row => ((string)row["RowKey"]).StartsWith("invited:", StringComparison.Ordinal));

    /// <summary>How many invitations are stored for receivers, under an address or for a user's first screen.</summary>
    public int CountWaiting() =>
        App.Store.ListEntities("Users", count: 10_000).Count(
            row => ((string)row["RowKey"]).StartsWith("invitation:", StringComparison.Ordinal));

    /// <summary>The ids of the invitation processes that have not ended.</summary>
    public async Task<string[]> RunningAsync()
    {
        List<string> running = [];
        await foreach (var process in App.Processes.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = "invitation-" }))
        {
            Assert.NotEqual(OrchestrationRuntimeStatus.Failed, process.RuntimeStatus);
            if (!process.IsCompleted)
                running.Add(process.InstanceId);
        }

        return [.. running];
    }

    /// <summary>Asserts that no process of an invitation runs, and that no counter, reservation or screen holds an invitation.</summary>
    public async Task AssertAllIsOverAsync()
    {
        Assert.Empty(await RunningAsync());
        Assert.Equal((0, 0, 0), (CountOpen(), CountReserved(), CountWaiting()));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    [GeneratedRegex(@"https?://[^\s""<>]*/invitations/([A-Za-z0-9_-]+)")]
    private static partial Regex Link();
}
