using Accounts.Access;
using Accounts.Platform.Storage;
using Accounts.Sales.Licenses;
using Accounts.Tests.Sales.Catalog;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Licenses;

public sealed class RevealTests
{
    [InProcessFact]
    public async Task A_key_is_shown_as_it_was_issued_and_the_audit_log_says_to_whom()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();
        var license = (await palmer.LicensesAsync())[1];

        var shown = await palmer.RevealAsync(license);

        Assert.Equal((200, (await palmer.KeysAsync(palmer.OrderId + "-1"))[1]), (shown.Status, shown.Json["key"]!.GetValue<string>()));
        Assert.Equal("no-store", shown.Headers.CacheControl?.ToString());
        var entry = (await palmer.Owner.GetAsync($"/api/organizations/{palmer.OrganizationId}/audit?limit=1")).Json["items"]![0]!;
        Assert.Equal(
            ("license.revealed", $"{palmer.OrderId}/001-0002"),
            (entry["action"]!.GetValue<string>(), entry["subject"]!.GetValue<string>()));
        Assert.Equal("Hanna Palmer", entry["actor"]!["name"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task So_many_keys_are_shown_per_hour_also_to_many_at_once_and_each_is_on_record()
    {
        await using var palmer = await Licensing.StartAsync(("Licenses:MaxRevealsPerHour", "10"));
        await palmer.PlaceAsync(Licensing.Form(true, null, (Products.DataCenter, 30)));
        var licenses = await palmer.LicensesAsync();
        await palmer.AdvanceAsync(TimeSpan.FromMinutes(15));

        var replies = await Task.WhenAll(licenses.Select(license => Task.Run(() => palmer.RevealAsync(license))));

        Assert.Equal(10, replies.Count(reply => reply.Status == 200));
        Assert.All(replies.Where(reply => reply.Status != 200), reply =>
            Assert.Equal(
                (429, "too-many-reveals", TimeSpan.FromMinutes(45)), (reply.Status, reply.Problem, reply.Headers.RetryAfter?.Delta)));
        var audit = (await palmer.Owner.GetAsync($"/api/organizations/{palmer.OrganizationId}/audit?limit=100")).Json["items"]!.AsArray();
        Assert.Equal(10, audit.Count(entry => entry!["action"]!.GetValue<string>() == "license.revealed"));
        await palmer.AdvanceAsync(TimeSpan.FromMinutes(45));
        Assert.Equal(200, (await palmer.RevealAsync(licenses[0])).Status);
    }

    [InProcessFact]
    public async Task A_cloud_license_has_no_key_and_what_is_not_there_is_not_found()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();

        var cloud = await palmer.Owner.SendAsync(HttpMethod.Post, palmer.Order + "/licenses/002-0001/reveal");
        Assert.Equal((409, "no-key"), (cloud.Status, cloud.Problem));
        foreach (var path in new[] { "001-0003", "001", "001-000a", "0010-001" })
            Assert.Equal(404, (await palmer.Owner.SendAsync(HttpMethod.Post, $"{palmer.Order}/licenses/{path}/reveal")).Status);
        Assert.Equal(404, (await palmer.Owner.GetAsync($"/api/orders/{palmer.OrganizationId}-2/licenses")).Status);
    }

    [InProcessFact]
    public async Task Only_legal_representatives_and_admins_see_licenses()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();
        var admin = await palmer.App.AddMemberAsync(palmer.OrganizationId, Role.Admin);
        var billing = await palmer.App.AddMemberAsync(palmer.OrganizationId, Role.Billing);
        var stranger = await palmer.App.SignInAsync();
        var ops = await palmer.App.OperatorAsync();

        foreach (var path in new[] { "/licenses", "/licenses/001-0001/reveal" })
        {
            var method = path == "/licenses" ? HttpMethod.Get : HttpMethod.Post;
            Assert.Equal(200, (await admin.SendAsync(method, palmer.Order + path)).Status);
            Assert.Equal(403, (await billing.SendAsync(method, palmer.Order + path)).Status);
            Assert.Equal(404, (await stranger.SendAsync(method, palmer.Order + path)).Status);
            Assert.Equal(404, (await ops.SendAsync(method, palmer.Order + path)).Status);
        }
    }

    [InProcessFact]
    public async Task A_sealed_key_opens_nowhere_but_in_its_place()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();
        var table = palmer.App.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
        var (first, second) = (LicenseRowKeys.License(palmer.OrderId, "001-0001"), LicenseRowKeys.License(palmer.OrderId, "001-0002"));
        var moved = (
            await table.FindAsync<Accounts.Sales.Licenses.License>(palmer.OrganizationId, first, default))!.Value with
        { Id = "001-0002" };

        await table.UpsertEntityAsync(Rows.Row(palmer.OrganizationId, second, moved), TableUpdateMode.Replace);

        var reply = await palmer.Owner.SendAsync(HttpMethod.Post, palmer.Order + "/licenses/001-0002/reveal");
        Assert.Equal((500, "unexpected"), (reply.Status, reply.Problem));
    }
}
