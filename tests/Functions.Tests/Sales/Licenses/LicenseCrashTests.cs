using System.Text.Json.Nodes;
using Accounts.Tests.Crashes;
using Accounts.Tests.Platform.Documents;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Sales.Licenses;

/// <summary>
/// Every behaviour of the vendor, with the process killed around each write:
/// one purchase per order line, keys complete, the timeline correct, one invoice, one mail each.
/// </summary>
public sealed class LicenseCrashTests
{
    private const string OwnerEmail = "hanna@example.com";

    private static readonly string[] Delivered = ["placed", "confirmationSent", "purchaseStarted", "licensesDelivered"];
    private static readonly string[] Verified =
    [
        "placed", "confirmationSent", "purchaseStarted", "verificationAwaited", "accountVerified", "licensesDelivered",
    ];
    private static readonly string[] Failed = ["placed", "confirmationSent", "purchaseStarted", "purchaseFailed", "cancelled"];

    [InProcessTheory]
    [InlineData("normal")]
    [InlineData("slow")]
    [InlineData("failsOnce")]
    [InlineData("losesAnswer")]
    [InlineData("answersTwice")]
    [InlineData("forgetsCallbacks")]
    public Task Whatever_the_vendor_does_each_line_is_bought_once_and_delivered(string behaviour) =>
        EndsAsync(behaviour, known: true, Delivered, keys: 2);

    [InProcessTheory]
    [InlineData("asksForVerification")]
    [InlineData("outOfOrder")]
    public Task However_it_asks_for_verification_each_line_is_bought_once_and_delivered(string behaviour) =>
        EndsAsync(behaviour, known: false, Verified, keys: 2);

    [InProcessTheory]
    [InlineData("refuses")]
    [InlineData("fails")]
    public Task What_it_does_not_sell_is_not_delivered_and_not_invoiced_and_its_order_can_be_cancelled(string behaviour) =>
        EndsAsync(behaviour, known: true, Failed, keys: 0);

    private static Task EndsAsync(string behaviour, bool known, string[] timeline, int keys) =>
        new CrashStory<string>
        {
            // A placed and confirmed order whose licenses are due tomorrow.
            Prepare = async app =>
            {
                var palmer = await Licensing.InAsync(app, OwnerEmail);
                await palmer.BehaveAsync(behaviour);
                await palmer.PlaceAsync(Licensing.Mixed(known, "2027-03-03"));
                // By then the check of the tax id has ended, and no process waits for an announced change.
                await palmer.UntilDayAsync(1);
                return palmer.OrganizationId;
            },
            Play = async (app, organization) =>
                await PlayAsync(await Licensing.AgainAsync(app, OwnerEmail, organization), known, keys),
            Outcome = async (app, organization) =>
            {
                var palmer = await Licensing.AgainAsync(app, OwnerEmail, organization);
                await palmer.UntilDayAsync(10);
                if (keys == 0)
                    await CancelAsync(palmer);
                await CheckAsync(palmer, timeline, keys);
                return "";
            },
        }.RunAsync(least: 12);

    private static async Task PlayAsync(Licensing palmer, bool known, int keys)
    {
        await palmer.UntilDayAsync(2);
        if (!known)
            await palmer.VerifyAsync();
        // A slow vendor takes ten minutes; a callback without an answer is sent again.
        await palmer.AdvanceAsync(TimeSpan.FromHours(1));
        if (keys == 0)
            await CancelAsync(palmer);
    }

    // The second time, the answer is the same.
    private static async Task CancelAsync(Licensing palmer)
    {
        Assert.Equal(200, (await palmer.Owner.SendAsync(HttpMethod.Post, palmer.Order + "/cancel")).Status);
        await palmer.App.SettleAsync();
    }

    private static async Task CheckAsync(Licensing palmer, string[] timeline, int keys)
    {
        Assert.Equal(timeline, await palmer.TimelineAsync());
        var sold = (await palmer.SoldAsync()).Where(purchase => purchase["state"]!.GetValue<string>() != "failed").ToList();
        Assert.Equal(
            keys == 0 ? [] : [palmer.OrderId + "-1", palmer.OrderId + "-2"],
            sold.Select(purchase => purchase["reference"]!.GetValue<string>()));
        var licenses = await palmer.LicensesAsync();
        Assert.Equal(keys == 0 ? [] : ["001-0001", "001-0002", "002-0001"], licenses.Select(license => license["id"]!.GetValue<string>()));
        if (keys > 0)
        {
            var shown = new List<string>();
            foreach (var license in licenses.Where(license => license["links"] is not null))
                shown.Add((await palmer.RevealAsync(license)).Json["key"]!.GetValue<string>());
            Assert.Equal(await palmer.KeysAsync(palmer.OrderId + "-1"), shown);
            // The note is issued once: the one on the row can be read and has all keys.
            var note = PdfText.Of(await palmer.Owner.DownloadAsync(palmer.Order + "/delivery-note?keys=true"));
            Assert.All(shown, key => Assert.Contains(key, note, StringComparison.Ordinal));
        }

        // Each line is charged once, although after a crash they may be charged in two portions.
        Assert.Equal(keys == 0 ? [] : [1, 2], palmer.Charged());
        var told = await palmer.ToldAsync(palmer.Owner.Email);
        Assert.Equal(told.Distinct(), told);
        Assert.Contains(
            keys > 0 ? $"Ihre Lizenzen zum Auftrag {palmer.OrderId} sind da" : $"Lizenzen zum Auftrag {palmer.OrderId} nicht lieferbar",
            told);
        var failed = await (await palmer.App.OperatorAsync()).GetAsync("/api/orders?state=failed");
        Assert.Empty(failed.Json["items"]!.AsArray());
        var process = (await palmer.App.Processes.GetInstanceAsync("license-order-" + palmer.OrderId))!;
        Assert.Equal(OrchestrationRuntimeStatus.Completed, process.RuntimeStatus);
    }
}
