using Accounts.Customers.Organizations;
using Accounts.Customers.TaxIds;
using Accounts.Platform.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Customers.Contacts;

/// <summary>Switches on a day; virtual time begins on 1 March 2027.</summary>
public sealed class ScheduledSwitchTests
{
    [InProcessFact]
    public async Task It_happens_at_the_beginning_of_its_day_in_Central_Europe()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var (old, contact) = (await ContactCalls.ActiveAsync(owner, id), await ContactCalls.AddAsync(owner, id));
        var before = await owner.GetAsync(ContactCalls.Payment(id));
        var planned = await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(contact, "2027-03-29"), before.ETag);
        Assert.Equal(200, planned.Status);
        Assert.NotEqual(before.ETag, planned.ETag);
        Assert.Equal(old, planned.Json["invoiceContactId"]!.GetValue<string>());
        Assert.Equal(
            (contact.Id(), "2027-03-29"),
            (
                planned.Json["scheduled"]!["invoiceContactId"]!.GetValue<string>(),
                planned.Json["scheduled"]!["validFrom"]!.GetValue<string>()));
        await app.SettleAsync();
        var process = planned.Json["scheduled"]!["links"]!["process"]!.GetValue<string>();
        Assert.Equal("waitingForDay", (await owner.GetAsync(process)).Json["step"]!.GetValue<string>());
        // Summer time has begun by then: midnight is 22:00 UTC.
        Assert.Equal("2027-03-28T22:00:00.0000000Z", (await owner.GetAsync(process)).Json["nextAt"]!.GetValue<string>());

        await app.Host.Clock.AdvanceAsync(new DateTimeOffset(2027, 3, 28, 21, 59, 59, TimeSpan.Zero) - app.Host.Clock.GetUtcNow());
        owner = await app.SignInAsync(owner.Email);
        Assert.Equal(old, await ContactCalls.ActiveAsync(owner, id));
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromSeconds(1));
        var settings = await owner.GetAsync(ContactCalls.Payment(id));
        Assert.Equal(contact.Id(), settings.Json["invoiceContactId"]!.GetValue<string>());
        Assert.NotEqual(planned.ETag, settings.ETag);
        Assert.Null(settings.Json["scheduled"]);
        var made = Assert.Single(await ContactCalls.HistoryAsync(owner, id));
        Assert.Equal(
            ("2027-03-29", "2027-03-28T22:00:00.0000000Z"), (made["validFrom"]!.GetValue<string>(), made["at"]!.GetValue<string>()));
        Assert.Equal("ended", (await owner.GetAsync(process)).Json["step"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task A_newer_one_takes_its_place_and_one_at_once_cancels_it()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var (b, c, d) = (
            await ContactCalls.AddAsync(owner, id), await ContactCalls.AddAsync(owner, id), await ContactCalls.AddAsync(owner, id));
        var first = await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(b, "2027-03-10"), "*");
        await app.SettleAsync();
        var second = await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(c, "2027-03-20"), "*");
        // The same request again keeps the same switch.
        Assert.Equal(second.Text, (await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(c, "2027-03-20"), "*")).Text);
        await app.SettleAsync();
        Assert.Equal("cancelled", await StepAsync(owner, first));
        Assert.Equal("waitingForDay", await StepAsync(owner, second));
        Assert.Equal(204, (await owner.DeleteAsync(b)).Status);

        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(12));
        owner = await app.SignInAsync(owner.Email);
        Assert.Empty(await ContactCalls.HistoryAsync(owner, id));
        Assert.Equal(200, (await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(d), "*")).Status);
        await app.SettleAsync();
        Assert.Equal("cancelled", await StepAsync(owner, second));
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(30));
        owner = await app.SignInAsync(owner.Email);
        Assert.Equal(d.Id(), await ContactCalls.ActiveAsync(owner, id));
        Assert.Single(await ContactCalls.HistoryAsync(owner, id));
        Assert.Empty(await RunningAsync(app));
    }

    [InProcessFact]
    public async Task The_scheduled_contact_stays_until_the_switch_is_cancelled_by_choosing_the_present_one()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var (old, contact) = (await ContactCalls.ActiveAsync(owner, id), await ContactCalls.AddAsync(owner, id));
        await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(contact, "2027-04-01"), "*");
        foreach (var reply in new[] { await owner.DeleteAsync(contact), await owner.PutAsync(contact, ContactCalls.Mailbox("technical"), "*") })
            Assert.Equal((409, "scheduled-invoice-contact"), (reply.Status, reply.Problem));
        var cancelled = await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(old), "*");
        Assert.Null(cancelled.Json["scheduled"]);
        Assert.Equal(204, (await owner.DeleteAsync(contact)).Status);
        await app.SettleAsync();
        Assert.Empty(await RunningAsync(app));
        Assert.Empty(await ContactCalls.HistoryAsync(owner, id));
    }

    [InProcessFact]
    public async Task An_address_changed_before_the_day_is_the_one_that_counts()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var contact = await ContactCalls.AddAsync(owner, id);
        await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(contact, "2027-03-02"), "*");
        Assert.Equal(200, (await owner.PutAsync(contact, ContactCalls.Mailbox("invoices", "neu@palmer.example"), "*")).Status);
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        owner = await app.SignInAsync(owner.Email);
        Assert.Equal(
            "neu@palmer.example", (await owner.GetAsync($"/api/organizations/{id}/account")).Json["invoiceEmail"]!.GetValue<string>());
        Assert.Equal("neu@palmer.example", Assert.Single(await ContactCalls.HistoryAsync(owner, id))["email"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task What_is_written_in_the_background_does_not_fail_a_users_change()
    {
        await using var app = await App.StartAsync();
        var (owner, id) = await app.NewCustomerAsync();
        var organizations = app.Host.Services.GetRequiredService<OrganizationStore>();
        var contacts = new[] { await ContactCalls.AddAsync(owner, id), await ContactCalls.AddAsync(owner, id) };
        var vatId = (await organizations.FindAccountAsync(id, default))!.Value.VatId!;
        var results = app.Host.Services.GetRequiredService<TaxIdResults>();
        var tag = (await owner.GetAsync(ContactCalls.Payment(id))).ETag;
        for (var i = 0; i < 50; i++)
        {
            using var start = new Barrier(2);
            var background = Task.Factory.StartNew(() => WriteAsync(start, i), TaskCreationOptions.LongRunning).Unwrap();
            start.SignalAndWait();
            var reply = await owner.PutAsync(ContactCalls.Payment(id), ContactCalls.To(contacts[i % 2]), tag);
            Assert.True(reply.Status == 200, reply.Text);
            tag = reply.ETag;
            await background;
        }

        Assert.Equal(50, (await ContactCalls.HistoryAsync(owner, id)).Count);

        // Writes the way the results of the tax register are written.
        async Task WriteAsync(Barrier start, int round)
        {
            start.SignalAndWait();
            foreach (var status in new[] { TaxIdStatus.Unavailable, TaxIdStatus.Unverified, round % 2 == 0 ? TaxIdStatus.Verified : TaxIdStatus.Pending })
                Assert.True(await results.TryWriteAsync(id, vatId, account => account with { TaxIdStatus = status }, default));
        }
    }

    private static async Task<string> StepAsync(User owner, Reply planned)
    {
        Assert.True(planned.Status == 200, planned.Text);
        var process = await owner.GetAsync(planned.Json["scheduled"]!["links"]!["process"]!.GetValue<string>());
        Assert.True(process.Json["step"] is not null, process.Text);
        return process.Json["step"]!.GetValue<string>();
    }

    private static async Task<List<string>> RunningAsync(App app)
    {
        List<string> running = [];
        await foreach (var process in app.Processes.GetAllInstancesAsync(new OrchestrationQuery()))
        {
            if (!process.IsCompleted)
                running.Add(process.InstanceId);
        }

        return running;
    }
}
