using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Emulator.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.Members;

public sealed class MemberTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [InProcessFact]
    public async Task A_new_role_counts_from_the_next_request_on()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var employee = await _app.AddMemberAsync(id, Role.Employee);
        Assert.Equal(403, (await employee.GetAsync(Members(id))).Status);

        var before = (await owner.GetAsync(Members(id))).Json["items"]!
            .AsArray()
            .Single(member => member!["role"]!.GetValue<string>() == "employee")!["etag"]!
            .GetValue<string>();
        var changed = await owner.PutAsync(await MemberAsync(id, employee), Named("admin"), before);
        Assert.Equal(200, changed.Status);
        Assert.NotEqual(before, changed.ETag);
        Assert.Equal("admin", changed.Json["role"]!.GetValue<string>());
        // The header's ETag has the same version, and a part that depends on the body.
        Assert.StartsWith(changed.Json["etag"]!.GetValue<string>()[..^1] + "-", changed.ETag, StringComparison.Ordinal);
        Assert.Contains(changed.Text.TrimEnd(), (await employee.GetAsync(Members(id))).Text, StringComparison.Ordinal);
        await _app.SettleAsync();
        Assert.Equal("admin", (await employee.GetAsync("/api/me")).Json["organizations"]![0]!["role"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task A_removed_member_is_out_with_the_next_request()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var employee = await _app.AddMemberAsync(id, Role.Employee);
        var member = await MemberAsync(id, employee);
        Assert.Equal(204, (await owner.DeleteAsync(member)).Status);
        Assert.Equal(404, (await employee.GetAsync($"/api/organizations/{id}")).Status);
        await _app.SettleAsync();
        Assert.Empty((await employee.GetAsync("/api/me")).Json["organizations"]!.AsArray());
        Assert.True((await employee.GetAsync("/api/me")).Json["canCreateAccount"]!.GetValue<bool>());
        Assert.Single((await owner.GetAsync(Members(id))).Json["items"]!.AsArray());
        Assert.Equal(404, (await owner.DeleteAsync(member)).Status);
        Assert.Equal(404, (await owner.PutAsync(member, Named("admin"), "*")).Status);
    }

    [InProcessFact]
    public async Task An_admin_neither_makes_nor_unmakes_legal_representatives()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var admin = await _app.AddMemberAsync(id, Role.Admin);
        await _app.AddMemberAsync(id, Role.LegalRepresentative);
        var (ofAdmin, ofOwner) = (await MemberAsync(id, admin), await MemberAsync(id, owner));
        var before = _app.Dump();
        foreach (var reply in new[]
        {
            await admin.PutAsync(ofAdmin, Named("legalRepresentative"), "*"),
            await admin.PutAsync(ofOwner, Named("employee"), "*"),
            await admin.PutAsync(ofOwner, Named("legalRepresentative"), "*"),
            await admin.DeleteAsync(ofOwner),
        })
            Assert.Equal((403, "only-legal-representatives"), (reply.Status, reply.Problem));
        Assert.Equal(before, _app.Dump());
    }

    [InProcessFact]
    public async Task An_admin_manages_everybody_else()
    {
        var (_, id) = await _app.NewCustomerAsync();
        var admin = await _app.AddMemberAsync(id, Role.Admin);
        var employee = await MemberAsync(id, await _app.AddMemberAsync(id, Role.Employee));
        Assert.Equal(200, (await admin.PutAsync(employee, Named("billing"), "*")).Status);
        Assert.Equal(200, (await admin.PutAsync(employee, Named("admin"), "*")).Status);
        Assert.Equal(204, (await admin.DeleteAsync(employee)).Status);
        Assert.Equal(204, (await admin.DeleteAsync(await MemberAsync(id, admin))).Status);
        Assert.Equal(404, (await admin.GetAsync($"/api/organizations/{id}")).Status);
    }

    [InProcessFact]
    public async Task The_last_legal_representative_stays_and_two_can_become_one()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var self = await MemberAsync(id, owner);
        foreach (var reply in new[] { await owner.PutAsync(self, Named("admin"), "*"), await owner.DeleteAsync(self) })
            Assert.Equal((409, "last-legal-representative"), (reply.Status, reply.Problem));
        Assert.Equal(200, (await owner.PutAsync(self, Named("legalRepresentative"), "*")).Status);

        var second = await _app.AddMemberAsync(id, Role.Employee);
        Assert.Equal(200, (await owner.PutAsync(await MemberAsync(id, second), Named("legalRepresentative"), "*")).Status);
        Assert.Equal(204, (await owner.DeleteAsync(self)).Status);
        Assert.Equal(409, (await second.DeleteAsync(await MemberAsync(id, second))).Status);
        Assert.Equal(1, await LegalRepresentativesAsync(id));
    }

    [InProcessTheory]
    [InlineData("{}", "\"1\"", 422, "invalid-fields")]
    [InlineData("""{"role":null}""", "\"1\"", 422, "invalid-fields")]
    [InlineData("""{"role":"owner"}""", "\"1\"", 422, "invalid-fields")]
    [InlineData("""{"role":"admin"}""", null, 428, "precondition-required")]
    [InlineData("""{"role":"admin"}""", "\"2\"", 412, "changed-meanwhile")]
    public async Task A_wrong_change_is_refused(string body, string? ifMatch, int status, string problem)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var employee = await _app.AddMemberAsync(id, Role.Employee);
        var reply = await owner.PutAsync(await MemberAsync(id, employee), JsonNode.Parse(body)!, ifMatch);
        Assert.Equal((status, problem), (reply.Status, reply.Problem));
        Assert.Equal(403, (await employee.GetAsync(Members(id))).Status);
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("a%2Fb")]
    [InlineData("%23")]
    public async Task Who_is_no_member_is_not_found(string userId)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        Assert.Equal(404, (await owner.PutAsync($"{Members(id)}/{userId}", Named("admin"), "*")).Status);
        Assert.Equal(404, (await owner.DeleteAsync($"{Members(id)}/{userId}")).Status);
    }

    [InProcessFact]
    public async Task A_users_list_follows_a_removal_by_itself_when_it_fails_at_first()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var employee = await _app.AddMemberAsync(id, Role.Employee);
        var member = await MemberAsync(id, employee);
        _app.Store.Faults.BeBusy(when: operation => operation.Kind == StorageOperationKind.Delete);
        Assert.Equal(204, (await owner.DeleteAsync(member)).Status);
        Assert.Equal(404, (await employee.GetAsync($"/api/organizations/{id}")).Status);
        await _app.Host.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Empty((await employee.GetAsync("/api/me")).Json["organizations"]!.AsArray());
    }

    [InProcessFact]
    public async Task Of_two_legal_representatives_who_demote_each_other_at_once_one_stays()
    {
        var (hanna, id) = await _app.NewCustomerAsync();
        var maxi = await _app.AddMemberAsync(id, Role.LegalRepresentative);
        var (ofHanna, ofMaxi) = (await MemberAsync(id, hanna), await MemberAsync(id, maxi));
        for (var round = 0; round < 100; round++)
        {
            using var start = new Barrier(2);
            var replies = await Task.WhenAll(
                Task.Factory.StartNew(() => Demote(hanna, ofMaxi), TaskCreationOptions.LongRunning).Unwrap(),
                Task.Factory.StartNew(() => Demote(maxi, ofHanna), TaskCreationOptions.LongRunning).Unwrap());
            Assert.Single(replies, reply => reply.Status == 200);
            // The other request was too late for the count, or its user was no legal representative any more.
            Assert.Single(replies, reply => reply is { Status: 409, Problem: "last-legal-representative" } or { Status: 403, Problem: "only-legal-representatives" });
            Assert.Equal(1, await LegalRepresentativesAsync(id));

            var (winner, loser) = replies[0].Status == 200 ? (hanna, ofMaxi) : (maxi, ofHanna);
            Assert.Equal(200, (await winner.PutAsync(loser, Named("legalRepresentative"), "*")).Status);
            Assert.Equal(2, await LegalRepresentativesAsync(id));

            Task<Reply> Demote(User by, string whom)
            {
                start.SignalAndWait();
                return by.PutAsync(whom, Named("admin"), "*");
            }
        }
    }

    /// <summary>The count stored with the organization, compared with the members.</summary>
    private async Task<int> LegalRepresentativesAsync(string id)
    {
        var counted = (await _app.Host.Services.GetRequiredService<OrganizationStore>().FindAsync(id, default))!.Value.LegalRepresentatives;
        var members = await _app.Host.Services.GetRequiredService<MemberStore>().ListAsync(id, new(100, ""), default);
        Assert.Equal(counted, members.Items.Count(member => member.Value.Role == Role.LegalRepresentative));
        return counted;
    }

    private static async Task<string> MemberAsync(string id, User user) =>
        $"{Members(id)}/{(await user.GetAsync("/api/me")).Json["user"]!["id"]!.GetValue<string>()}";

    private static string Members(string id) => $"/api/organizations/{id}/members";

    private static JsonObject Named(string role) => new() { ["role"] = role };
}
