using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.Contacts;

/// <summary>What must be true when many requests run at once.</summary>
public sealed class InvoiceContactRaceTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_200_switches_at_once_exactly_one_is_active_and_the_history_is_in_order(bool any)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var ifMatch = any ? "*" : (await owner.GetAsync(ContactCalls.Payment(id))).ETag;
        var first = await ContactCalls.ActiveAsync(owner, id);
        List<string> contacts = [];
        for (var i = 0; i < 10; i++)
            contacts.Add(await ContactCalls.AddAsync(owner, id));

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(contacts[i % contacts.Count]), ifMatch))));
        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 412 or 503, _app.Explain(reply)));
        var won = replies.Count(reply => reply.Status == 200);
        Assert.Equal(any, won > 1);
        Assert.True(won >= 1);

        // Each version has one winner, and the history leads from the first contact to the active one without a gap.
        var settings = await owner.GetAsync(ContactCalls.Payment(id));
        Assert.Contains($"-{won + 1}-", settings.ETag, StringComparison.Ordinal);
        Assert.Equal(won, replies.Where(reply => reply.Status == 200).Select(reply => reply.ETag).Distinct().Count());
        List<System.Text.Json.Nodes.JsonNode> history = [];
        string? cursor = "";
        while (cursor is not null)
        {
            var page = (
                await owner.GetAsync($"{ContactCalls.Payment(id)}/history?limit=7" + (cursor == "" ? "" : "&cursor=" + cursor))).Json;
            history.AddRange(page["items"]!.AsArray().Select(made => made!));
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        Assert.Equal(Enumerable.Range(1, history.Count), history.Select(made => made["number"]!.GetValue<int>()));
        Assert.Equal(
            history.Select(made => made["at"]!.GetValue<DateTimeOffset>()).Order(),
            history.Select(made => made["at"]!.GetValue<DateTimeOffset>()));
        Assert.Equal(
            history.Select(made => made["contactId"]!.GetValue<string>()).Prepend(first),
            history
                .Select(made => made["previousContactId"]!.GetValue<string>())
                .Append(settings.Json["invoiceContactId"]!.GetValue<string>()));
        // A winner that chose the contact that was active already made no switch.
        Assert.InRange(history.Count, 1, won);
    }

    [InProcessFact]
    public Task Of_a_deletion_and_a_switch_one_wins() =>
        RaceAsync((owner, _, contact) => owner.DeleteAsync(contact), 204);

    [InProcessFact]
    public Task Of_a_move_to_another_group_and_a_switch_one_wins() =>
        RaceAsync((owner, _, contact) => owner.PutAsync(contact, ContactCalls.Mailbox("support"), "*"), 200);

    [InProcessFact]
    public async Task A_new_address_and_a_switch_leave_the_account_with_the_contacts_address()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await Race.PlayAsync(async contest =>
        {
            var contact = await ContactCalls.AddAsync(owner, id);
            var replies = await contest(
                () => owner.PutAsync(contact, ContactCalls.Mailbox("invoices", App.NewEmail()), "*"),
                () => owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(contact), "*"));
            Assert.All(replies, reply => Assert.True(reply.Status == 200, reply.Text));
            await AssertSoundAsync(owner, id);
        });
    }

    [InProcessFact]
    public async Task Contacts_are_counted_exactly()
    {
        var (owner, id) = await _app.NewCustomerAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => ContactCalls.AddAsync(owner, id))));
        var deleted = await Task.WhenAll(
            (await ListAsync(owner, id)).Take(8).Select(contact => Task.Run(() => owner.DeleteAsync($"{ContactCalls.Of(id)}/{contact}"))));
        var count = await _app.Host.Services.GetRequiredService<Accounts.Customers.Contacts.ContactStore>().CountAsync(id, default);
        Assert.Equal(22 - deleted.Count(reply => reply.Status == 204), count.Value.Contacts);
        Assert.Equal(count.Value.Contacts, (await ListAsync(owner, id)).Count);
    }

    private async Task RaceAsync(Func<User, string, string, Task<Reply>> leave, int left)
    {
        var (owner, id) = await _app.NewCustomerAsync();
        var switches = 0;
        var rounds = await Race.PlayAsync(async contest =>
        {
            var contact = await ContactCalls.AddAsync(owner, id);
            var replies = await contest(
                () => leave(owner, id, contact), () => owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(contact), "*"));
            var won = Assert.Single(replies, reply => reply.Status is 200 or 204);
            switches += won == replies[1] ? 1 : 0;
            var lost = replies.Single(reply => reply != won);
            Assert.True(
                won == replies[0]
                    ? won.Status == left && lost is { Status: 422, Problem: "invalid-fields" }
                    : lost is { Status: 409, Problem: "active-invoice-contact" },
                lost.Text);
            await AssertSoundAsync(owner, id);
        });

        Assert.InRange(switches, 1, rounds - 1);
        Assert.Equal(
            switches,
            (await _app.Host.Services.GetRequiredService<OrganizationStore>().FindAccountAsync(id, default))!.Value.InvoiceContactSwitches);
    }

    /// <summary>The active invoice contact exists, is in the right group, and has the address that the account shows.</summary>
    private static async Task AssertSoundAsync(User owner, string id)
    {
        var active = await owner.GetAsync($"{ContactCalls.Of(id)}/{await ContactCalls.ActiveAsync(owner, id)}");
        Assert.Equal((200, "invoices"), (active.Status, active.Json["group"]!.GetValue<string>()));
        var account = await owner.GetAsync($"/api/organizations/{id}/account");
        Assert.Equal(active.Json["email"]!.GetValue<string>(), account.Json["invoiceEmail"]!.GetValue<string>());
    }

    private static async Task<List<string>> ListAsync(User owner, string id) =>
        [
            .. (await owner.GetAsync(ContactCalls.Of(id) + "?limit=100")).Json["items"]!
                .AsArray()
                .Select(contact => contact!["id"]!.GetValue<string>()),
        ];
}
