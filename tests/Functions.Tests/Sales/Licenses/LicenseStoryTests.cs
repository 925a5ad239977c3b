using System.Text.Json.Nodes;
using Accounts.Sales.Services;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Services;

namespace Accounts.Tests.Sales.Licenses;

public sealed class LicenseStoryTests
{
    private static readonly string[] Bought = ["placed", "confirmationSent", "purchaseStarted", "licensesDelivered"];

    [InProcessFact]
    public async Task A_contact_known_at_the_vendor_has_the_licenses_right_away()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();

        Assert.Equal("delivered", await palmer.StateAsync());
        Assert.Equal(Bought, await palmer.TimelineAsync());
        Assert.Equal(
            [(palmer.OrderId + "-1", "tickets-dc-50", 2, "issued"), (palmer.OrderId + "-2", "wiki-cloud-10", 1, "issued")],
            (await palmer.SoldAsync()).Select(sold => (
                sold["reference"]!.GetValue<string>(),
                sold["product"]!.GetValue<string>(),
                sold["quantity"]!.GetValue<int>(),
                sold["state"]!.GetValue<string>())));
        var licenses = await palmer.LicensesAsync();
        var keys = await palmer.KeysAsync(palmer.OrderId + "-1");
        Assert.Equal(
            [("001-0001", "••••••••" + keys[0][^4..], 1), ("001-0002", "••••••••" + keys[1][^4..], 1), ("002-0001", null, 1)],
            licenses.Select(
                license =>
                    (license["id"]!.GetValue<string>(), license["maskedKey"]?.GetValue<string>(), license["quantity"]!.GetValue<int>())));
        Assert.Equal([1, 2], palmer.Charged());
        Assert.Equal(["20270302"], palmer.DueDays());
        Assert.Equal([$"Ihre Lizenzen zum Auftrag {palmer.OrderId} sind da"], await palmer.ToldAsync(palmer.Owner.Email));
        var text = (await palmer.App.MailsAsync(palmer.Owner.Email))[0]["text"]!.GetValue<string>();
        Assert.Contains("1 × Wiki Cloud, 10 Benutzer: produktiv geschaltet", text, StringComparison.Ordinal);
        Assert.Contains($"/orders/{palmer.OrderId}", text, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task An_unknown_contact_is_waited_for_and_reminded_and_the_invoice_does_not_wait()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(known: false));

        Assert.Equal("awaitingVerification", await palmer.StateAsync());
        Assert.Empty(await palmer.LicensesAsync());
        await palmer.UntilDayAsync(0.9);
        Assert.Empty(palmer.Charged());
        await palmer.UntilDayAsync(1);
        Assert.Equal([1, 2], palmer.Charged());
        await palmer.UntilDayAsync(12);
        string[] reminded = [.. Enumerable.Repeat($"Erinnerung: Konto beim Hersteller bestätigen (Auftrag {palmer.OrderId})", 2)];
        Assert.Equal(reminded, await palmer.ToldAsync(Licensing.Contact));
        Assert.Equal(reminded, await palmer.ToldAsync(palmer.Owner.Email));

        await palmer.VerifyAsync();

        Assert.Equal("delivered", await palmer.StateAsync());
        Assert.Equal(
            ["placed", "confirmationSent", "purchaseStarted", "verificationAwaited", "accountVerified", "licensesDelivered"],
            await palmer.TimelineAsync());
        Assert.Equal(3, (await palmer.LicensesAsync()).Count);
        await palmer.UntilDayAsync(60);
        Assert.Equal([1, 2], palmer.Charged());
        Assert.Equal(reminded, await palmer.ToldAsync(Licensing.Contact));
        Assert.Empty(await palmer.ToldAsync(Licensing.Sales));
    }

    [InProcessFact]
    public async Task Nobody_verifies_for_30_days_and_sales_is_told_and_the_order_stays_and_goes_on_later()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(known: false));

        await palmer.UntilDayAsync(45);

        string[] reminders =
        [
            $"Erinnerung: Konto beim Hersteller bestätigen (Auftrag {palmer.OrderId})",
            $"Erinnerung: Konto beim Hersteller bestätigen (Auftrag {palmer.OrderId})",
            $"Letzte Erinnerung: Konto beim Hersteller bestätigen (Auftrag {palmer.OrderId})",
        ];
        Assert.Equal(reminders, await palmer.ToldAsync(Licensing.Contact));
        Assert.Equal([$"Seit 30 Tagen unbestätigt: Auftrag {palmer.OrderId}"], await palmer.ToldAsync(Licensing.Sales));
        Assert.Equal("awaitingVerification", await palmer.StateAsync());
        Assert.Contains(
            "verificationOverdue",
            (await palmer.Owner.GetAsync("/api/processes/license-order-" + palmer.OrderId)).Text,
            StringComparison.Ordinal);
        Assert.True((await palmer.App.Processes.GetInstanceAsync("license-order-" + palmer.OrderId))!.IsRunning);

        await palmer.VerifyAsync();

        Assert.Equal("delivered", await palmer.StateAsync());
        Assert.Equal(3, (await palmer.LicensesAsync()).Count);
        Assert.Equal(2, (await palmer.SoldAsync()).Count);
        Assert.Equal([1, 2], palmer.Charged());
        Assert.Single(await palmer.ToldAsync(Licensing.Sales));
    }

    [InProcessTheory]
    [InlineData(35)]
    // The process has begun a new history by then.
    [InlineData(90)]
    public async Task Verified_late_and_the_callback_lost_the_order_is_delivered_within_a_day(int day)
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(known: false));
        await palmer.UntilDayAsync(day);

        await palmer.BehaveAsync("forgetsCallbacks");
        await palmer.VerifyAsync();
        await palmer.UntilDayAsync(day + 1);

        Assert.Equal("delivered", await palmer.StateAsync());
        Assert.Equal(3, (await palmer.LicensesAsync()).Count);
        Assert.Equal([1, 2], palmer.Charged());
        Assert.Single(await palmer.ToldAsync(Licensing.Sales));
    }

    [InProcessFact]
    public async Task Deferred_by_30_days_and_cancelled_on_day_29_nothing_is_bought()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(procureOn: "2027-03-31"));

        await palmer.UntilDayAsync(29);
        Assert.Equal("waiting", await palmer.StateAsync());
        var cancelled = await palmer.Owner.SendAsync(HttpMethod.Post, palmer.Order + "/cancel");
        Assert.True(cancelled.Status == 200, cancelled.Text);
        await palmer.UntilDayAsync(60);

        Assert.Equal("cancelled", await palmer.StateAsync());
        Assert.Empty(await palmer.SoldAsync());
        Assert.Empty(palmer.Charged());
        Assert.True((await palmer.App.Processes.GetInstanceAsync("license-order-" + palmer.OrderId))!.IsCompleted);
    }

    [InProcessFact]
    public async Task Deferred_licenses_are_bought_when_their_day_begins_in_Berlin_and_cannot_be_cancelled_then()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(procureOn: "2027-03-02"));

        // The second of March begins in Berlin at 23:00 UTC, twelve hours after the start. Until then nothing happens.
        await palmer.AdvanceAsync(TimeSpan.FromHours(11.9));
        Assert.Empty(await palmer.SoldAsync());
        await palmer.AdvanceAsync(TimeSpan.FromHours(0.1));

        Assert.Equal(2, (await palmer.SoldAsync()).Count);
        var refused = await palmer.Owner.SendAsync(HttpMethod.Post, palmer.Order + "/cancel");
        Assert.Equal((409, "licenses-bought"), (refused.Status, refused.Problem));
    }

    [InProcessFact]
    public async Task A_line_that_the_vendor_refuses_is_told_to_customer_and_sales_and_the_others_are_delivered()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.BehaveAsync(new JsonObject { ["tickets-dc-50"] = "refuses" });
        await palmer.PlaceAsync();

        Assert.Equal(
            ["placed", "confirmationSent", "purchaseStarted", "purchaseFailed", "licensesDelivered"], await palmer.TimelineAsync());
        Assert.Equal(["002-0001"], (await palmer.LicensesAsync()).Select(license => license["id"]!.GetValue<string>()));
        Assert.Equal([2], palmer.Charged());
        Assert.Equal("completed", (await palmer.Owner.GetAsync(palmer.Order)).Json["order"]!["state"]!.GetValue<string>());
        Assert.Equal([$"Kauf gescheitert: Auftrag {palmer.OrderId}"], await palmer.ToldAsync(Licensing.Sales));
        Assert.Contains(
            "productDiscontinued", (await palmer.App.MailsAsync(Licensing.Sales))[0]["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains($"Lizenzen zum Auftrag {palmer.OrderId} nicht lieferbar", await palmer.ToldAsync(palmer.Owner.Email));
    }

    [InProcessFact]
    public async Task An_order_of_which_nothing_can_be_bought_waits_for_sales_until_it_is_cancelled()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.BehaveAsync("refuses");
        await palmer.PlaceAsync();
        await palmer.UntilDayAsync(100);

        var ops = await palmer.App.OperatorAsync();
        var waiting = Assert.Single((await ops.GetAsync("/api/work-items")).Json["items"]!.AsArray())!;
        Assert.Equal(palmer.OrderId, waiting["subject"]!.GetValue<string>());
        Assert.Contains("/cancel", waiting["nextStep"]!.GetValue<string>(), StringComparison.Ordinal);
        var cancelled = await ops.SendAsync(HttpMethod.Post, palmer.Order + "/cancel");
        Assert.Equal((200, "cancelled"), (cancelled.Status, cancelled.Json["state"]?.GetValue<string>()));
        await palmer.App.SettleAsync();

        Assert.Equal(["placed", "confirmationSent", "purchaseStarted", "purchaseFailed", "cancelled"], await palmer.TimelineAsync());
        Assert.Empty((await ops.GetAsync("/api/work-items")).Json["items"]!.AsArray());
        Assert.Empty((await ops.GetAsync("/api/orders?state=failed")).Json["items"]!.AsArray());
        Assert.Single((await ops.GetAsync("/api/orders?state=cancelled")).Json["items"]!.AsArray());
        Assert.True((await palmer.App.Processes.GetInstanceAsync("license-order-" + palmer.OrderId))!.IsCompleted);
        Assert.Empty(palmer.Charged());
    }

    [InProcessFact]
    public async Task Licenses_that_cannot_be_bought_do_not_hold_up_the_services_of_their_order()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.BehaveAsync("refuses");
        await palmer.PlaceAsync(Licensing.Form(known: true, null, (Products.Cloud, 1), (Products.Hours, 2)));
        var ops = await palmer.App.OperatorAsync();

        Assert.Equal("inProgress", await StateOfOrderAsync());
        await Working.SubmitAsync(palmer.App, ops, palmer.Order, Working.Record(line: 2, completes: true));
        await palmer.AdvanceAsync(PerformanceRecord.Silence);

        Assert.Equal("completed", await StateOfOrderAsync());
        Assert.Equal(
            ["purchaseFailed", "servicesCompleted"],
            (await palmer.TimelineAsync()).Where(kind => kind is "purchaseFailed" or "servicesCompleted"));
        ops = await palmer.App.OperatorAsync();
        Assert.Empty((await ops.GetAsync("/api/work-items")).Json["items"]!.AsArray());
        Assert.Empty(palmer.Charged());

        async Task<string> StateOfOrderAsync() => (await palmer.Owner.GetAsync(palmer.Order)).Json["order"]!["state"]!.GetValue<string>();
    }

    [InProcessFact]
    public async Task A_vendor_that_is_away_for_days_is_asked_until_it_is_back_and_sales_is_told_once()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.BehaveAsync("unavailable");
        await palmer.PlaceAsync();

        await palmer.UntilDayAsync(4);
        Assert.Equal("purchasing", await palmer.StateAsync());
        Assert.Equal([$"Einkauf stockt: Auftrag {palmer.OrderId}"], await palmer.ToldAsync(Licensing.Sales));
        await palmer.BehaveAsync("normal");
        await palmer.UntilDayAsync(6);

        Assert.Equal(Bought, await palmer.TimelineAsync());
        Assert.Equal(3, (await palmer.LicensesAsync()).Count);
        Assert.Single(await palmer.ToldAsync(Licensing.Sales));
    }

    [InProcessFact]
    public async Task A_line_that_the_vendor_cannot_be_reached_for_keeps_nothing_from_the_others()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.BehaveAsync(new JsonObject { ["tickets-dc-50"] = "unavailable" });
        await palmer.PlaceAsync();

        Assert.Equal(["002-0001"], (await palmer.LicensesAsync()).Select(license => license["id"]!.GetValue<string>()));
        await palmer.UntilDayAsync(1.1);
        Assert.Equal([2], palmer.Charged());
        Assert.Equal([$"Einkauf stockt: Auftrag {palmer.OrderId}"], await palmer.ToldAsync(Licensing.Sales));
        Assert.Equal("purchasing", await palmer.StateAsync());
        await palmer.BehaveAsync("normal");
        await palmer.UntilDayAsync(3);

        Assert.Equal(Bought, await palmer.TimelineAsync());
        Assert.Equal(3, (await palmer.LicensesAsync()).Count);
        Assert.Equal([1, 2], palmer.Charged());
        Assert.Single(await palmer.ToldAsync(Licensing.Sales));
    }

    [InProcessFact]
    public async Task A_vendor_that_was_away_for_a_moment_is_asked_again_after_seconds()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.BehaveAsync("failsOnce");
        await palmer.PlaceAsync();
        Assert.Equal("purchasing", await palmer.StateAsync());

        await palmer.AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.Equal("delivered", await palmer.StateAsync());
    }

    [InProcessFact]
    public async Task A_thousand_licenses_are_recorded_each_once()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Form(true, null, (Products.DataCenter, 1000)));

        Assert.Equal("delivered", await palmer.StateAsync());
        var licenses = await palmer.LicensesAsync();
        Assert.Equal(
            Enumerable.Range(1, 1000).Select(number => $"001-{number:D4}"), licenses.Select(license => license["id"]!.GetValue<string>()));
        var keys = await palmer.KeysAsync(palmer.OrderId + "-1");
        Assert.Equal(1000, keys.Distinct().Count());
        foreach (var number in new[] { 0, 89, 90, 999 })
            Assert.Equal(keys[number], (await palmer.RevealAsync(licenses[number])).Json["key"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task Two_hundred_lines_are_bought_each_once()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(
            Licensing.Form(
                true, null, [.. Enumerable.Range(1, 200).Select(line => (line % 2 == 0 ? Products.Cloud : Products.DataCenter, 1))]));

        Assert.Equal("delivered", await palmer.StateAsync());
        Assert.Equal(200, (await palmer.SoldAsync()).Count);
        Assert.All(await palmer.SoldAsync(), sold => Assert.Equal(1, sold["requests"]!.GetValue<int>()));
        Assert.Equal(200, (await palmer.LicensesAsync()).Count);
        Assert.Equal(Enumerable.Range(1, 200), palmer.Charged());
    }
}
