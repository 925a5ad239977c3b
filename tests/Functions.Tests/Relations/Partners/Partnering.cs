using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Emulator;
using Accounts.Tests.Customers.Invitations;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Relations.Partners;

/// <summary>A partner with its legal representative, and the calls of both sides. The clock stands still until a test moves it.</summary>
internal sealed class Partnering : IAsyncDisposable
{
    public const string Today = "2027-03-01";
    public const string InAYear = "2028-03-01";

    private Partnering(App app, User partner, string partnerId) => (App, Partner, PartnerId) = (app, partner, partnerId);

    public App App { get; }

    /// <summary>The partner's legal representative.</summary>
    public User Partner { get; }

    public string PartnerId { get; }

    public string Customers => $"/api/organizations/{PartnerId}/customers";

    public static async Task<Partnering> StartAsync(params (string Name, string Value)[] settings) =>
        await InAsync(await App.StartAsync(App.With([.. App.WithoutRuns, .. settings, ("Invitations:MaxMailsPerDay", "1000")])));

    public static async Task<Partnering> InAsync(App app)
    {
        var partner = await Inviting.SignInAsync(app, App.NewEmail("petra"), "Petra Partner");
        var partnerId = await FoundAsync(app, partner, "Partner Süd GmbH");
        await StatusAsync(app, partnerId, isPartner: true);
        await app.SettleAsync();
        return new Partnering(app, partner, partnerId);
    }

    public static async Task<string> FoundAsync(App app, User owner, string name, string? key = null)
    {
        var created = await owner.PostAsync("/api/accounts", Forms.Account().With("company/name", name), key);
        Assert.True(created.Status == 201, created.Text);
        await app.SettleAsync();
        return created.Json["id"]!.GetValue<string>();
    }

    public static async Task<Reply> StatusAsync(App app, string organizationId, bool isPartner)
    {
        var reply = await (await app.OperatorAsync()).PutAsync(
            $"/api/organizations/{organizationId}/partner-status", new JsonObject { ["isPartner"] = isPartner }, "*");
        Assert.True(reply.Status == 200, reply.Text);
        return reply;
    }

    /// <summary>A legal representative with a customer account.</summary>
    public async Task<(User User, string Id)> CompanyAsync(string name = "Kunde AG")
    {
        var user = await Inviting.SignInAsync(App, App.NewEmail("karl"), "Karl Kunde");
        return (user, await FoundAsync(App, user, name));
    }

    public static JsonObject Grant(string product, string right, string until = InAYear) =>
        new() { ["product"] = product, ["right"] = right, ["until"] = until };

    public static JsonObject Request(string email, params JsonObject[] grants) => new()
    {
        ["email"] = email,
        ["companyName"] = "Kunde Anfrage",
        ["requestedGrants"] = new JsonArray([.. grants.Length == 0 ? [Grant("cloud", "manage"), Grant("account", "read")] : grants]),
        ["autoExtend"] = false,
    };

    public static JsonObject Granting(string? organizationId, params JsonObject[] grants)
    {
        var body = new JsonObject { ["grants"] = new JsonArray([.. grants.Select(grant => grant.DeepClone())]) };
        if (organizationId is not null)
            body["organizationId"] = organizationId;
        return body;
    }

    /// <summary>Sends a request, and waits until the mail is sent.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AskAsync(string email, params JsonObject[] grants)
    {
        var reply = await Partner.PostAsync(Customers, Request(email, grants));
        Assert.True(reply.Status == 202, reply.Text);
        await App.SettleAsync();
        return reply.Json["id"]!.GetValue<string>();
    }

    public string TokenOf(string requestId) => App.TokenOf(PartnerId, requestId);

    public Task<Reply> AcceptAsync(User user, string requestId, JsonNode body) =>
        user.SendAsync(HttpMethod.Post, $"/api/invitations/{TokenOf(requestId)}/accept", body.ToJsonString());

    /// <summary>A customer that has granted these accesses.</summary>
    public async Task<(User User, string Id, string Partnership)> CustomerAsync(string name, params JsonObject[] grants)
    {
        var (user, id) = await CompanyAsync(name);
        return (user, id, await JoinAsync(user, id, autoExtend: false, grants));
    }

    /// <summary>Asks a company, which then grants these accesses.</summary>
    /// <returns>The id of the partnership.</returns>
    public async Task<string> JoinAsync(User user, string id, bool autoExtend, params JsonObject[] grants)
    {
        var request = await AskAsync(user.Email);
        var body = Granting(id, grants);
        body["autoExtend"] = autoExtend;
        var reply = await AcceptAsync(user, request, body);
        Assert.True(reply.Status == 200, reply.Text);
        await App.SettleAsync();
        return request;
    }

    public Task<User> EmployeeAsync(Role role = Role.Employee) => App.AddMemberAsync(PartnerId, role);

    public Task<Reply> ReadAsync(User user, string customerId, string part) =>
        user.GetAsync($"/api/organizations/{customerId}/{part}".TrimEnd('/'));

    public Task<Reply> ShowAsync(string customerId) => Partner.GetAsync($"{Customers}/{customerId}");

    public async Task<string> StateAsync(string customerId) => (await ShowAsync(customerId)).Json["state"]!.GetValue<string>();

    public Task<Reply> ReviewAsync(string customerId) => Partner.SendAsync(HttpMethod.Post, $"{Customers}/{customerId}/review");

    /// <summary>What the customer sees of this partner: the current partnership, or the last one if all have ended.</summary>
    public async Task<JsonNode> PartnerOfAsync(User user, string customerId) =>
        (await user.GetAsync($"/api/organizations/{customerId}/partners")).Json["items"]!.AsArray()
            .Where(partner => partner!["partnerId"]!.GetValue<string>() == PartnerId)
                .OrderBy(partner => partner!["endedAt"] is null)
                .Last()!;

    public async Task<Reply> RegrantAsync(User user, string customerId, bool autoExtend, params JsonObject[] grants) => await user.PutAsync(
        $"/api/organizations/{customerId}/partners/{PartnerId}/grants",
        new JsonObject { ["grants"] = new JsonArray([.. grants.Select(grant => grant.DeepClone())]), ["autoExtend"] = autoExtend },
        (await PartnerOfAsync(user, customerId))["etag"]!.GetValue<string>());

    public Task<Reply> EndByCustomerAsync(User user, string customerId) =>
        user.DeleteAsync($"/api/organizations/{customerId}/partners/{PartnerId}");

    public Task<Reply> EndByPartnerAsync(string customerId) => Partner.DeleteAsync($"{Customers}/{customerId}");

    /// <summary>Subjects of the mails to an address, oldest first.</summary>
    public async Task<string[]> SubjectsAsync(string to) =>
        [
            .. (await App.Doors.GetFromJsonAsync<JsonArray>("/dev/mails?to=" + Uri.EscapeDataString(to)))!
                .Reverse()
                .Select(mail => mail!["subject"]!.GetValue<string>()),
        ];

    /// <summary>The entries of a customer's audit log, newest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> AuditAsync(User user, string customerId) =>
        [.. (await user.GetAsync($"/api/organizations/{customerId}/audit?limit=100")).Json["items"]!.AsArray().Select(entry => entry!)];

    public async Task<string[]> NamesAsync(string query = "") =>
        [.. (await Partner.GetAsync(Customers + query)).Json["items"]!.AsArray().Select(line => line!["name"]!.GetValue<string>())];

    public Task AdvanceDaysAsync(double days) => App.Host.Clock.AdvanceAsync(TimeSpan.FromDays(days));

    /// <summary>The partnerships whose processes have not ended; none may have failed.</summary>
    public async Task<string[]> RunningAsync()
    {
        List<string> running = [];
        await foreach (var process in App.Processes.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = "partnership-" }))
        {
            Assert.True(process.RuntimeStatus != OrchestrationRuntimeStatus.Failed, process.FailureDetails?.ErrorMessage);
            if (!process.IsCompleted)
                running.Add(process.InstanceId);
        }

        return [.. running];
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
