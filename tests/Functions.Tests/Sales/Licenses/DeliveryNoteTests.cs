using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Tests.Platform.Documents;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Sales.Licenses;

public sealed class DeliveryNoteTests
{
    [InProcessFact]
    public async Task It_lists_each_key_once_and_says_that_the_cloud_instance_is_live_and_is_on_record()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();

        var text = PdfText.Of(await DownloadAsync(palmer, palmer.Owner));

        Assert.All(await palmer.KeysAsync(palmer.OrderId + "-1"), key => Assert.Equal(2, text.Split(key).Length));
        Assert.Contains($"Lieferschein L-{palmer.OrderId}", text, StringComparison.Ordinal);
        Assert.Contains("PO-2026-0815", text, StringComparison.Ordinal);
        Assert.Contains("Cloud: Die Instanz ist seit dem", text, StringComparison.Ordinal);
        var entry = (await palmer.Owner.GetAsync($"/api/organizations/{palmer.OrganizationId}/audit?limit=1")).Json["items"]![0]!;
        Assert.Equal(
            ("license.revealed", palmer.OrderId + "/delivery-note", "2"),
            (entry["action"]!.GetValue<string>(), entry["subject"]!.GetValue<string>(), entry["details"]!["keys"]!.GetValue<string>()));
    }

    [InProcessFact]
    public async Task Others_and_whoever_does_not_ask_for_keys_get_it_with_masked_ones_and_nothing_is_on_record()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();
        var keys = await palmer.KeysAsync(palmer.OrderId + "-1");
        var billing = await palmer.App.AddMemberAsync(palmer.OrganizationId, Role.Billing);
        foreach (var (reader, query) in new[] { (billing, "?keys=true"), (await palmer.App.OperatorAsync(), "?keys=true"), (palmer.Owner, "?keys=false"), (palmer.Owner, "") })
        {
            var text = PdfText.Of(await reader.DownloadAsync(palmer.Order + "/delivery-note" + query));
            Assert.All(keys, key =>
            {
                Assert.DoesNotContain(key, text, StringComparison.Ordinal);
                Assert.Contains("••••••••" + key[^4..], text, StringComparison.Ordinal);
            });
        }

        var audit = (await palmer.Owner.GetAsync($"/api/organizations/{palmer.OrganizationId}/audit?limit=100")).Text;
        Assert.DoesNotContain("license.revealed", audit, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task So_many_with_keys_are_given_per_hour_and_none_before_the_first_license()
    {
        await using var palmer = await Licensing.StartAsync(("Licenses:MaxNotesWithKeysPerHour", "2"), ("Licenses:MaxRevealsPerHour", "1"));
        await palmer.PlaceAsync(Licensing.Mixed(known: false));
        var early = await palmer.Owner.GetAsync(palmer.Order + "/delivery-note");
        Assert.Equal((409, "nothing-delivered"), (early.Status, early.Problem));
        await palmer.VerifyAsync();

        for (var given = 1; given <= 2; given++)
            await DownloadAsync(palmer, palmer.Owner);

        var refused = await palmer.Owner.GetAsync(palmer.Order + "/delivery-note?keys=true");
        Assert.Equal((429, "too-many-notes-with-keys"), (refused.Status, refused.Problem));
        Assert.NotNull(refused.Headers.RetryAfter);
        // Neither the masked one nor single keys are counted with them.
        Assert.Contains("••••••••", PdfText.Of(await palmer.Owner.DownloadAsync(palmer.Order + "/delivery-note")), StringComparison.Ordinal);
        Assert.Equal(200, (await palmer.RevealAsync((await palmer.LicensesAsync())[0])).Status);
        await palmer.AdvanceAsync(TimeSpan.FromHours(1));
        await DownloadAsync(palmer, palmer.Owner);
        var unclear = await palmer.Owner.GetAsync(palmer.Order + "/delivery-note?keys=yes");
        Assert.Equal((400, "invalid-query"), (unclear.Status, unclear.Problem));
        Assert.Equal(404, (await palmer.Owner.GetAsync($"/api/orders/{palmer.OrganizationId}-2/delivery-note")).Status);
    }

    [InProcessFact]
    public async Task A_cloud_instance_is_live_since_its_own_purchase_whenever_the_others_were_bought()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.BehaveAsync(new JsonObject { ["tickets-dc-50"] = "unavailable" });
        await palmer.PlaceAsync(Licensing.Form(true, null, (Products.DataCenter, 2), (Products.Cloud, 1)));
        await palmer.UntilDayAsync(2);
        await palmer.BehaveAsync("normal");
        await palmer.UntilDayAsync(5);

        var text = PdfText.Of(await palmer.Owner.DownloadAsync(palmer.Order + "/delivery-note"));

        Assert.Contains("Cloud: Die Instanz ist seit dem 1.", text, StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task A_thousand_keys_are_on_it()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Form(true, null, (Products.DataCenter, 1000)));

        var text = PdfText.Of(await DownloadAsync(palmer, palmer.Owner));

        Assert.All(await palmer.KeysAsync(palmer.OrderId + "-1"), key => Assert.Contains(key, text, StringComparison.Ordinal));
    }

    private static Task<byte[]> DownloadAsync(Licensing palmer, User reader) => reader.DownloadAsync(palmer.Order + "/delivery-note?keys=true");
}
