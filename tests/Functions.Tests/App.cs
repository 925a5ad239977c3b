using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Billing.Runs;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Emulator;
using Accounts.Emulator.Tables;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Accounts.Tests;

/// <summary>
/// The app over HTTP, as its users call it: by default a host in this process, or a running one whose base URL is in the environment
/// variable ACCOUNTS_BASE_URL. Only the emulator's host has endpoints for development (<c>/dev/...</c>). Any other host needs an
/// emulator host in ACCOUNTS_DEV_URL, which acts as the token issuer and as the outside parties.
/// </summary>
public sealed class App : IAsyncDisposable
{
    private readonly EmulatorHost? _host;

    // A minute earlier, because the clocks of two machines differ.
    private readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1);

    private App(EmulatorHost? host, Uri address, Logs logs)
    {
        _host = host;
        Logs = logs;
        Http = new HttpClient { BaseAddress = address };
        Doors = new HttpClient { BaseAddress = host is null && DoorsElsewhere is { } elsewhere ? new Uri(elsewhere) : address };
    }

    // One key for all hosts: to make a key takes longer than to start a host.
    private static string SigningKey { get; } = NewSigningKey();

    private static string? DoorsElsewhere { get; } = NotEmpty("ACCOUNTS_DEV_URL");

    /// <summary>The running host to test; null for a host in this process.</summary>
    public static string? RunningHost { get; } = NotEmpty("ACCOUNTS_BASE_URL");

    /// <summary>A client without a token.</summary>
    public HttpClient Http { get; }

    /// <summary>A client for the endpoints for development.</summary>
    public HttpClient Doors { get; }

    /// <summary>The host in this process.</summary>
    public EmulatorHost Host =>
        _host ?? throw new InvalidOperationException("This test needs the host in its own process; mark it with [InProcessFact].");

    public EmbeddedTables Store => EmbeddedTables.Open(Host.DataFolder);

    /// <summary>All that the host in this process logged.</summary>
    public Logs Logs { get; }

    /// <param name="options">If given, the host is in this process in any case.</param>
    /// <param name="adjust">Changes the app last, for example by a middleware behind all others. Needs a host in this process too.</param>
    public static async Task<App> StartAsync(EmulatorOptions? options = null, Action<FunctionsApplicationBuilder>? adjust = null)
    {
        if (options is null && adjust is null && RunningHost is { } address)
            return new App(null, new Uri(address), new Logs());
        var logs = new Logs();
        options ??= With();
        var host = await EmulatorHost.StartAsync(
            args =>
            {
                var builder = Program.CreateBuilder(args);
                builder.Logging.AddProvider(logs);
                HeldRequest.AddTo(builder);
                adjust?.Invoke(builder);
                return builder;
            },
            HeldRequest.AddTo(options with { SigningKey = options.SigningKey ?? SigningKey }));
        return new App(host, host.BaseAddress, logs);
    }

    /// <summary>
    /// Settings for stories over weeks, without the timers that start invoice runs every hour and check for stuck processes every six
    /// hours: these would take most of the time. Not for stories about them.
    /// </summary>
    public static (string Name, string Value)[] WithoutRuns { get; } =
    [
        ($"AzureWebJobs.{nameof(RunInvoices.StartInvoiceRun)}.Disabled", "true"), ($"AzureWebJobs.{nameof(ProcessWatch)}.Disabled", "true"),
    ];

    /// <summary>Options for a host with a standing clock and these settings.</summary>
    public static EmulatorOptions With(params IEnumerable<(string Name, string Value)> settings) => new()
    {
        Clock = VirtualClock.FrozenAt(Start),
        Settings = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
    };

    /// <summary>The text of an unexpected reply, with the errors logged in this process so far.</summary>
    public string Explain(Reply reply) =>
        string.Join('\n', Logs.Lines.Where(line => line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal)).Prepend(reply.Text));

    /// <summary>The current time of the app.</summary>
    public DateTimeOffset Now => _host?.Clock.GetUtcNow() ?? TimeProvider.System.GetUtcNow();

    /// <summary>The first token of an invitation, as its mail has it.</summary>
    public string TokenOf(string organizationId, string invitationId) =>
        Host.Services.GetRequiredService<InvitationTokens>().Of(organizationId, invitationId, generation: 1);

    /// <summary>The mails to an address, newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> MailsAsync(string to) =>
        [.. (await Doors.GetFromJsonAsync<JsonArray>("/dev/mails?to=" + Uri.EscapeDataString(to)))!.Select(mail => mail!)];

    /// <summary>Waits until all processes have done what they can do now.</summary>
    public async Task SettleAsync()
    {
        if (_host is not null)
            await _host.Clock.AdvanceAsync(TimeSpan.Zero);
        else if (DoorsElsewhere is null)
            (await Doors.PostAsJsonAsync("/dev/clock", new { advance = "PT0S" })).Dispose();
        else
            await ForeignProcesses.RestAsync(Http, _began);
    }

    /// <summary>The client for the host's durable processes.</summary>
    public DurableTaskClient Processes => Host.Emulator.GetRequiredService<DurableTaskClient>();

    /// <summary>Sets the behaviour of an emulated outside party, in the form of <c>PUT /dev/neighbours</c>.</summary>
    public async Task NeighbourAsync(string name, JsonNode behaviour)
    {
        using var response = await Doors.PutAsJsonAsync("/dev/neighbours", new JsonObject { [name] = behaviour });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The time at which hosts with a standing clock start: a Monday noon in Berlin.</summary>
    public static DateTimeOffset Start { get; } = new(2027, 3, 1, 11, 0, 0, TimeSpan.Zero);

    /// <summary>An address that no other test uses, not even in an earlier run against the same host.</summary>
    public static string NewEmail(string name = "hanna") => $"{name}.{Guid.NewGuid():N}@example.com";

    /// <summary>Signs a user in; a new one when no e-mail is given.</summary>
    public async Task<User> SignInAsync(string? email = null, string? name = null, string[]? roles = null, bool emailVerified = true)
    {
        email ??= NewEmail();
        using var response = await Doors.PostAsJsonAsync("/dev/token", new { email, name, roles = roles ?? [], emailVerified });
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
        return new User(Http, email, token);
    }

    public Task<User> OperatorAsync() => SignInAsync(NewEmail("operator"), roles: ["operator"]);

    /// <summary>A user with a new customer account.</summary>
    public async Task<(User Owner, string OrganizationId)> NewCustomerAsync(JsonObject? form = null)
    {
        var owner = await SignInAsync(name: "Hanna Palmer");
        var created = await owner.PostAsync("/api/accounts", form ?? Forms.Account());
        Assert.Equal(201, created.Status);
        await SettleAsync();
        var id = created.Json["id"]!.GetValue<string>();
        if (_host is null)
            await TaxIdCheckedAsync(owner, id);
        return (owner, id);
    }

    // The tests cannot drive the processes of another host, so they poll. In this process the clock drives them.
    private static async Task TaxIdCheckedAsync(User owner, string organizationId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await owner.GetAsync($"/api/organizations/{organizationId}/account")).Json["taxIdStatus"]?.GetValue<string>() == "pending")
            await again.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Adds a member directly to the store, as an accepted invitation would.</summary>
    public async Task<User> AddMemberAsync(string organizationId, Role role)
    {
        var user = await SignInAsync(NewEmail(role.ToString().ToLowerInvariant()));
        var id = (await user.GetAsync("/api/me")).Json["user"]!["id"]!.GetValue<string>();
        var tables = Host.Services.GetRequiredService<TableServiceClient>();
        var organization = (await Host.Services.GetRequiredService<OrganizationStore>().FindAsync(organizationId, default))!;
        var added = role == Role.LegalRepresentative ? 1 : 0;
        var counted = organization.Value with { LegalRepresentatives = organization.Value.LegalRepresentatives + added };
        var member = new Member(id, user.Email, null, role, Start, Version: 1);
        await tables.GetTableClient(Tables.Organizations).SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Rows.Row(organizationId, MemberKeys.Member(id), member)),
            new(
                TableTransactionActionType.UpdateReplace,
                Rows.Row(organizationId, OrganizationKeys.Organization, counted),
                organization.Tag),
        ]);
        await Host.Services.GetRequiredService<MemberStore>().PutMembershipAsync(id, Membership.Of(member, counted), default);
        return user;
    }

    /// <summary>Everything in the store, for tests that show that nothing was changed.</summary>
    public string Dump() => string.Join('\n',
        from table in Tables.All
        from row in Store.ListEntities(table, count: int.MaxValue)
        select table + " " + string.Join(
            ", ", row.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{column.Key}={column.Value}")));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Doors.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    private static string NewSigningKey()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }

    private static string? NotEmpty(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}

/// <summary>One app for all tests of a class that do not disturb each other.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    public App App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await App.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();
}
