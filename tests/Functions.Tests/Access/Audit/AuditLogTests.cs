using System.Text.Json.Nodes;
using Accounts.Access.Audit;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Access.Audit;

public sealed class AuditLogTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact]
    public async Task What_is_done_is_listed_newest_first_with_who_did_it()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var project = (await CreateProjectAsync(owner, id)).Json["id"]!.GetValue<string>();
        await owner.PostAsync(
            $"/api/organizations/{id}/contacts", new JsonObject { ["group"] = "invoices", ["email"] = "rechnungen@example.com" });

        var page = (await owner.GetAsync($"/api/organizations/{id}/audit")).Json;
        Assert.Equal(
            ["contact.created", "project.created", "account.taxIdChecked", "account.created"],
            page["items"]!.AsArray().Select(entry => entry!["action"]!.GetValue<string>()));
        Assert.Equal([4, 3, 2, 1], page["items"]!.AsArray().Select(entry => entry!["number"]!.GetValue<int>()));
        var (created, byTheRegister) = (page["items"]![1]!, page["items"]![2]!);
        Assert.Equal(
            ("member", "Hanna Palmer", "legalRepresentative"),
            (Text(created["actor"]!["kind"]), Text(created["actor"]!["name"]), Text(created["actor"]!["role"])));
        Assert.Equal(project, Text(created["subject"]));
        Assert.Equal("system", Text(byTheRegister["actor"]!["kind"]));
        Assert.Null(byTheRegister["actor"]!["name"]);
    }

    [Fact]
    public async Task The_log_is_paged()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        for (var i = 0; i < 5; i++)
            await CreateProjectAsync(owner, id);
        List<int> numbers = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (
                await owner.GetAsync($"/api/organizations/{id}/audit?limit=3" + (cursor.Length == 0 ? "" : "&cursor=" + cursor))).Json;
            numbers.AddRange(page["items"]!.AsArray().Select(entry => entry!["number"]!.GetValue<int>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], numbers);
        Assert.Equal("invalid-query", (await owner.GetAsync($"/api/organizations/{id}/audit?cursor=YWJj")).Problem);
    }

    [Fact]
    public async Task What_is_refused_leaves_no_entry()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var before = await HeadAsync(owner, id);
        Assert.Equal(422, (await owner.PostAsync($"/api/organizations/{id}/projects", new JsonObject { ["name"] = "" })).Status);
        Assert.Equal(412, (await owner.PutAsync($"/api/organizations/{id}/account", Forms.Account(), "\"9\"")).Status);
        Assert.Equal(409, (await owner.DeleteAsync($"/api/organizations/{id}/contacts/main")).Status);
        Assert.Equal(before, await HeadAsync(owner, id));
    }

    [InProcessFact]
    public async Task Many_at_once_make_one_chain_without_gaps()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => CreateProjectAsync(owner, id))));
        Assert.All(replies, reply => Assert.Equal(201, reply.Status));
        var verified = await VerifyAsync(owner, id);
        Assert.Equal(("intact", 62, 1), (Text(verified["state"]), verified["from"]!.GetValue<int>(), verified["to"]!.GetValue<int>()));
        var entries = (await owner.GetAsync($"/api/organizations/{id}/audit?limit=100")).Json["items"]!.AsArray();
        Assert.Equal(
            replies.Select(reply => Text(reply.Json["id"])).Order(),
            entries.Where(entry => Text(entry!["action"]) == "project.created").Select(entry => Text(entry!["subject"])).Order());
    }

    /// <summary>Changes by which somebody with access to the storage could hide or invent something.</summary>
    public static TheoryData<string, int> Tampering => new()
    {
        { "an entry says something else", 3 },
        { "an entry and its hash say something else", 3 },
        { "a name is another", 3 },
        { "an entry is missing", 3 },
        { "the newest is missing", 6 },
        { "the oldest is missing", 1 },
        { "the newest is missing, and the end says so", 5 },
        { "two are exchanged", 4 },
        { "an entry cannot be read any more", 3 },
        { "the end is missing", 6 },
        { "the end is an earlier one", 6 },
    };

    [InProcessTheory]
    [MemberData(nameof(Tampering))]
    public async Task Whatever_is_changed_afterwards_is_found(string how, int brokenAt)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        for (var i = 0; i < 4; i++)
            await CreateProjectAsync(owner, id);
        Assert.Equal("intact", Text((await VerifyAsync(owner, id))["state"]));

        var table = _app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
        await TamperAsync(how, table, id);
        var verified = await VerifyAsync(owner, id);
        Assert.Equal(("broken", brokenAt), (Text(verified["state"]), verified["brokenAt"]!.GetValue<int>()));
    }

    [InProcessFact]
    public async Task A_name_can_be_erased_and_the_log_stays_intact()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var table = _app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
        var row = (await table.GetEntityAsync<TableEntity>(id, AuditKeys.Entry(1))).Value;
        Assert.Contains("Hanna Palmer", row.GetString("Person"), StringComparison.Ordinal);
        Assert.DoesNotContain("Hanna", row.GetString("Document"), StringComparison.Ordinal);
        row.Remove("Person");
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        Assert.Equal("intact", Text((await VerifyAsync(owner, id))["state"]));
        var entry = (await owner.GetAsync($"/api/organizations/{id}/audit")).Json["items"]!.AsArray()[^1]!;
        Assert.Null(entry["actor"]!["name"]);
        Assert.NotNull(entry["actor"]!["userId"]);
    }

    [InProcessFact]
    public async Task A_long_log_is_verified_in_several_requests()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var changes = _app.Host.Services.GetRequiredService<Accounts.Access.Audit.OrganizationChanges>();
        for (var i = 0; i < 1100; i++)
            await changes.RecordAsync(id, new(Accounts.Access.Audit.AuditAction.AccessGranted, Accounts.Access.Actor.System), default);
        var first = await VerifyAsync(owner, id);
        Assert.Equal((1102, 103), (first["from"]!.GetValue<int>(), first["to"]!.GetValue<int>()));
        var second = (await owner.GetAsync($"/api/organizations/{id}/audit/verification?cursor={first["nextCursor"]}")).Json;
        Assert.Equal(("intact", 103, 1), (Text(second["state"]), second["from"]!.GetValue<int>(), second["to"]!.GetValue<int>()));
        Assert.Null(second["nextCursor"]);
    }

    private static async Task TamperAsync(string how, TableClient table, string id)
    {
        async Task<TableEntity> RowAsync(long number) => (await table.GetEntityAsync<TableEntity>(id, AuditKeys.Entry(number))).Value;
        Task PutAsync(TableEntity row) => table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
        var (third, fourth) = (await RowAsync(3), await RowAsync(4));
        switch (how)
        {
            case "an entry says something else":
                third["Document"] = third.GetString("Document")!.Replace("\"subject\":\"0", "\"subject\":\"1", StringComparison.Ordinal);
                await PutAsync(third);
                break;
            case "an entry and its hash say something else":
                third["Document"] = third.GetString("Document")!.Replace("\"subject\":\"0", "\"subject\":\"1", StringComparison.Ordinal);
                third["Hash"] = Accounts.Access.Audit.AuditHash.Of(third.GetString("Document")!);
                await PutAsync(third);
                break;
            case "a name is another":
                third["Person"] = third.GetString("Person")!.Replace("Hanna", "Maxi", StringComparison.Ordinal);
                await PutAsync(third);
                break;
            case "an entry is missing":
                await table.DeleteEntityAsync(id, AuditKeys.Entry(3));
                break;
            case "the newest is missing":
                await table.DeleteEntityAsync(id, AuditKeys.Entry(6));
                break;
            case "the oldest is missing":
                await table.DeleteEntityAsync(id, AuditKeys.Entry(1));
                break;
            case "the newest is missing, and the end says so":
                await table.DeleteEntityAsync(id, AuditKeys.Entry(6));
                await PutAsync(
                    Rows.Row(id, AuditKeys.Head, new Accounts.Access.Audit.AuditHead(5, (await RowAsync(4)).GetString("Hash")!)));
                break;
            case "two are exchanged":
                (third["Document"], fourth["Document"]) = (fourth["Document"], third["Document"]);
                (third["Hash"], fourth["Hash"]) = (fourth["Hash"], third["Hash"]);
                (third["Person"], fourth["Person"]) = (fourth["Person"], third["Person"]);
                await PutAsync(third);
                await PutAsync(fourth);
                break;
            case "an entry cannot be read any more":
                third["Document"] = third.GetString("Document")![..20];
                await PutAsync(third);
                break;
            case "the end is missing":
                await table.DeleteEntityAsync(id, AuditKeys.Head);
                break;
            case "the end is an earlier one":
                await PutAsync(Rows.Row(id, AuditKeys.Head, new Accounts.Access.Audit.AuditHead(4, fourth.GetString("Hash")!)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(how), how, "No such case.");
        }
    }

    private static Task<Reply> CreateProjectAsync(User user, string id) =>
        user.PostAsync($"/api/organizations/{id}/projects", new JsonObject { ["name"] = "Relaunch" });

    private static async Task<JsonNode> VerifyAsync(User user, string id) =>
        (await user.GetAsync($"/api/organizations/{id}/audit/verification")).Json;

    private static async Task<string?> HeadAsync(User user, string id) => Text((await VerifyAsync(user, id))["endHash"]);

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
