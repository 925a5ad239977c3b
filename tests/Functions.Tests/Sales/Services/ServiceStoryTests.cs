using Accounts.Billing.Charges;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Accounts.Tests.Sales.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Services;

public sealed class ServiceStoryTests
{
    [InProcessFact]
    public async Task From_the_commission_to_the_invoice()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var orderId = path.Split('/')[^1];

        // Team and customer are notified of each other.
        var team = Assert.Single(await app.MailsAsync(Products.TeamEmail));
        Assert.Contains("10 Std. Beratung Netzwerk", team["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(owner.Email, team["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains($"Ihr Auftrag {orderId} ist beauftragt", await Working.SubjectsAsync(app, owner.Email, path));

        // A date is agreed.
        var agreed = await ops.PostAsync(path + "/appointments", Working.Appointment());
        Assert.Equal(202, agreed.Status);
        await app.SettleAsync();
        Assert.Equal(
            "2027-03-08T08:00:00.0000000Z",
            (await owner.GetAsync(agreed.Headers.Location!.OriginalString)).Json["start"]!.GetValue<string>());
        foreach (var to in (string[])[owner.Email, Products.TeamEmail])
        {
            var mail = Assert.Single(
                await app.MailsAsync(to), mail => mail["subject"]!.GetValue<string>() == $"Termin zum Auftrag {orderId}");
            Assert.Contains("8. März 2027, 09:00 Uhr", mail["text"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.StartsWith("text/calendar", mail["attachments"]![0]!["contentType"]!.GetValue<string>(), StringComparison.Ordinal);
            var calendar = await app.Doors.GetStringAsync($"/dev/mails/{mail["id"]}/attachments/termin-{orderId}.ics");
            Assert.Contains("DTEND:20270308T113000Z\r\n", calendar, StringComparison.Ordinal);
            Assert.Contains("DTSTART:20270308T080000Z\r\n", calendar, StringComparison.Ordinal);
        }

        // Work is recorded and accepted.
        var record = await Working.SubmitAsync(app, ops, path);
        Assert.Contains($"Leistungsnachweis zum Auftrag {orderId}", await Working.SubjectsAsync(app, owner.Email, path));
        Assert.Empty(await Working.ChargesAsync(app, path));
        Assert.Equal(200, (await owner.SendAsync(HttpMethod.Post, record + "/accept")).Status);
        Assert.Equal(200, (await owner.SendAsync(HttpMethod.Post, record + "/accept")).Status);
        await app.SettleAsync();

        // One charge is due, and is found by its day.
        var due = Assert.Single(await Working.ChargesAsync(app, path));
        Assert.Equal(
            (ChargeCause.PerformanceRecord, new DateOnly(2027, 3, 1), new DateOnly(2027, 3, 1)), (due.Cause, due.DueOn, due.SuppliedFrom));
        Assert.Equal((orderId, 2.5m, "Netzwerk aufgenommen,\nVLANs geplant"), (due.OrderId, due.Quantity, due.Note));
        var payers = app.Host.Services.GetRequiredService<PayersDue>();
        var onDay = await payers.ListAsync(ChargeKeys.ShardOf(due.PayerId), due.DueOn, new PageRequest(100, ""), default);
        Assert.Equal(due.PayerId, Assert.Single(onDay.Accounts).AccountId);

        // With the last record, the services are done.
        var last = await Working.SubmitAsync(app, ops, path, Working.Record(line: 2, quantity: 1, completes: true));
        await owner.SendAsync(HttpMethod.Post, last + "/accept");
        var order = (await owner.GetAsync(path)).Json;
        Assert.Equal("completed", order["order"]!["state"]!.GetValue<string>());
        Assert.Equal(
            [
                "placed", "confirmationSent", "teamAssigned", "appointmentAgreed", "workRecorded", "workAccepted", "workRecorded",
                "workAccepted", "servicesCompleted",
            ],
            order["timeline"]!.AsArray().Select(happened => happened!["kind"]!.GetValue<string>()));
        Assert.Equal(2, (await Working.ChargesAsync(app, path)).Count);
        Assert.Equal((409, "order-not-in-state"), Seen(await ops.PostAsync(path + "/performance-records", Working.Record())));
    }

    [InProcessFact]
    public async Task Several_teams_each_get_their_own_work()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, id) = await Accounts.Tests.Sales.Orders.Ordering.CustomerAsync(app);
        await (await app.OperatorAsync()).PutAsync(
            "/api/catalog/CABLING-DAY",
            Products.Service("day", team: "kabel@provider.example").With("team/name", "Verkabelung").With("name/de", "Verkabelung"),
            null);

        var path = await Accounts.Tests.Sales.Orders.Ordering.PlaceAsync(
            app, owner, id, Accounts.Tests.Sales.Orders.Ordering.Form((Products.Hours, 1), ("CABLING-DAY", 2)));

        var cables = Assert.Single(await app.MailsAsync("kabel@provider.example"))["text"]!.GetValue<string>();
        Assert.Contains("2 Tage Verkabelung", cables, StringComparison.Ordinal);
        Assert.DoesNotContain("Beratung", cables, StringComparison.Ordinal);
        Assert.Equal(
            ["Netzwerk", "Verkabelung"],
            (await owner.GetAsync(path)).Json["timeline"]!
                .AsArray()
                .Where(happened => happened!["kind"]!.GetValue<string>() == "teamAssigned")
                .Select(happened => happened!["subject"]!.GetValue<string>()));
    }

    [InProcessFact]
    public async Task With_a_cancelled_order_its_appointments_to_come_leave_the_calendars_of_team_and_customer()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var orderId = path.Split('/')[^1];
        await ops.PostAsync(
            path + "/appointments", Working.Appointment().With("start", "2027-03-02T09:00:00Z").With("end", "2027-03-02T10:00:00Z"));
        await ops.PostAsync(path + "/appointments", Working.Appointment());
        await ops.PostAsync(path + "/appointments", Working.Appointment().With("place", "Hof"));
        await app.SettleAsync();
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        owner = await app.SignInAsync(owner.Email);

        Assert.Equal(200, (await owner.SendAsync(HttpMethod.Post, path + "/cancel")).Status);
        await app.SettleAsync();

        foreach (var (to, subject) in new[]
        {
            (owner.Email, $"Termine zum Auftrag {orderId} entfallen"),
            (Products.TeamEmail, $"Auftrag {orderId} ist storniert"),
        })
        {
            var mail = Assert.Single(await app.MailsAsync(to), mail => mail["subject"]!.GetValue<string>() == subject);
            Assert.Equal(
                [$"termin-{orderId}.ics", $"termin-{orderId}-2.ics"],
                mail["attachments"]!.AsArray().Select(file => file!["name"]!.GetValue<string>()));
            var agreed = Assert.Single(
                await app.MailsAsync(to),
                mail => mail["text"]!.GetValue<string>().Contains("Brückenstr. 12", StringComparison.Ordinal)
                    && mail["text"]!.GetValue<string>().Contains("8. März", StringComparison.Ordinal));
            // Both were agreed at the same moment, so that either may come first.
            string[] after = [await FileAsync(mail, $"termin-{orderId}.ics"), await FileAsync(mail, $"termin-{orderId}-2.ics")];
            Assert.All(after, file => Assert.Contains("METHOD:CANCEL\r\n", file, StringComparison.Ordinal));
            Assert.All(after, file => Assert.Contains("SEQUENCE:1\r\nSTATUS:CANCELLED\r\n", file, StringComparison.Ordinal));
            Assert.Contains(UidOf(await FileAsync(agreed, $"termin-{orderId}.ics")), after.Select(UidOf));
        }

        Task<string> FileAsync(System.Text.Json.Nodes.JsonNode mail, string name) =>
            app.Doors.GetStringAsync($"/dev/mails/{mail["id"]}/attachments/{name}");
    }

    private static string UidOf(string calendar) =>
        Assert.Single(calendar.Split("\r\n"), line => line.StartsWith("UID:", StringComparison.Ordinal));

    [InProcessFact]
    public async Task The_same_request_makes_one_appointment_and_one_record()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);

        var appointments = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => ops.PostAsync(path + "/appointments", Working.Appointment(), "a")));
        var records = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => ops.PostAsync(path + "/performance-records", Working.Record(), "r")));
        await app.SettleAsync();

        Assert.All(appointments.Concat(records), reply => Assert.True(reply.Status == 202, reply.Text));
        Assert.Single((await owner.GetAsync(path + "/appointments")).Json["items"]!.AsArray());
        Assert.Single((await owner.GetAsync(path + "/performance-records")).Json["items"]!.AsArray());
        Assert.Single(
            await Working.SubjectsAsync(app, owner.Email, path), subject => subject.StartsWith("Termin", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("start", null, "start")]
    [InlineData("start", "2027-02-28T09:00:00Z", "start")]
    [InlineData("start", "2031-03-08T09:00:00Z", "start")]
    [InlineData("end", "2027-03-08T08:00:00Z", "end")]
    [InlineData("end", "2027-04-08T08:00:00Z", "end")]
    [InlineData("timeZone", "Mitteleuropa", "timeZone")]
    [InlineData("timeZone", "UTC", "timeZone")]
    [InlineData("timeZone", "Etc/GMT+5", "timeZone")]
    [InlineData("place", "", "place")]
    public void A_wrong_field_of_an_appointment_is_named(string field, string? value, string place)
    {
        var form = System.Text.Json.JsonSerializer.Deserialize<Accounts.Sales.Services.AppointmentForm>(
            Working.Appointment().With(field, value).ToJsonString(), Json.Options)!;

        Assert.False(Accounts.Sales.Services.Appointment.From(form, "1", App.Start, "u").Succeeded(out _, out var failure));
        Assert.Contains("#/" + place, Assert.IsType<InvalidFields>(failure).Errors.Select(error => error.Place));
    }

    [InProcessFact]
    public async Task Customers_neither_enter_appointments_nor_submit_records_nor_do_operators_decide()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var record = await Working.SubmitAsync(app, ops, path);

        Assert.Equal(403, (await owner.PostAsync(path + "/appointments", Working.Appointment())).Status);
        Assert.Equal(403, (await owner.PostAsync(path + "/performance-records", Working.Record())).Status);
        Assert.Equal(404, (await ops.SendAsync(HttpMethod.Post, record + "/accept")).Status);
        Assert.Equal("submitted", await Working.StateAsync(owner, record));
    }

    private static (int, string) Seen(Reply reply) => (reply.Status, reply.Problem);
}
