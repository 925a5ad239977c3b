using System.Text;
using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Emulator;
using Accounts.Emulator.Blobs;
using Accounts.Tests.Platform.Documents;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;
using Microsoft.Extensions.DependencyInjection;

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
        Assert.Contains($"LS-{palmer.OrderId}-1", text, StringComparison.Ordinal);
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
        // Masked notes and single keys do not count towards the limit.
        Assert.Contains(
            "••••••••", PdfText.Of(await palmer.Owner.DownloadAsync(palmer.Order + "/delivery-note")), StringComparison.Ordinal);
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
    public async Task Both_copies_stay_byte_for_byte_when_the_texts_change_and_none_is_issued_before_all_is_delivered()
    {
        using var folder = new TempFolder();
        var options = new EmulatorOptions { DataFolder = folder.Path, Clock = VirtualClock.FrozenAt(App.Start) };
        string owner, organization;
        byte[] masked, withKeys;
        await using (var palmer = await Licensing.InAsync(await App.StartAsync(options)))
        {
            await palmer.BehaveAsync(new JsonObject { ["wiki-cloud-10"] = "unavailable" });
            await palmer.PlaceAsync();
            Assert.Equal(2, (await palmer.LicensesAsync()).Count);
            Assert.Equal(409, (await palmer.Owner.GetAsync(palmer.Order + "/delivery-note")).Status);
            await palmer.BehaveAsync("normal");
            await palmer.UntilDayAsync(1);
            (masked, withKeys) = (
                await palmer.Owner.DownloadAsync(palmer.Order + "/delivery-note"), await DownloadAsync(palmer, palmer.Owner));
            (owner, organization) = (palmer.Owner.Email, palmer.OrganizationId);
            options = options with
            {
                Clock = VirtualClock.FrozenAt(palmer.App.Now),
                Settings = new Dictionary<string, string?> { ["Provider:Name"] = "Nachfolger AG" },
            };
        }

        await using var later = await Licensing.AgainAsync(await App.StartAsync(options), owner, organization);
        Assert.Equal(masked, await later.Owner.DownloadAsync(later.Order + "/delivery-note"));
        Assert.Equal(withKeys, await DownloadAsync(later, later.Owner));
    }

    [InProcessFact]
    public async Task In_the_store_keys_are_masked_or_sealed()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();
        var keys = await palmer.KeysAsync(palmer.OrderId + "-1");
        var note = (await Ordering.RowAsync(palmer.App, palmer.Order)).DeliveryNote!;
        var blobs = palmer.App.Host.Emulator.GetRequiredService<EmbeddedBlobs>();
        var stored = blobs.List().ToDictionary(blob => blob.Name, blob => blob.Content);

        Assert.All(stored.Where(blob => blob.Key != note.WithKeys!.Name), blob =>
            Assert.All(keys, key => Assert.DoesNotContain(key, PdfText.Of(blob.Value.ToArray()), StringComparison.Ordinal)));
        Assert.DoesNotContain("%PDF", Encoding.Latin1.GetString(stored[note.WithKeys!.Name].Span), StringComparison.Ordinal);
        // A file that was changed is not returned, and the log does not say that its keys were shown.
        var before = await AuditAsync(palmer);
        blobs.Falsify("documents", note.WithKeys.Name, stored[note.Masked.Name]);
        Assert.Equal(500, (await palmer.Owner.GetAsync(palmer.Order + "/delivery-note?keys=true")).Status);
        Assert.Equal(before, await AuditAsync(palmer));
    }

    [InProcessFact]
    public async Task A_thousand_keys_are_on_it()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Form(true, null, (Products.DataCenter, 1000)));

        var text = PdfText.Of(await DownloadAsync(palmer, palmer.Owner));

        Assert.All(await palmer.KeysAsync(palmer.OrderId + "-1"), key => Assert.Contains(key, text, StringComparison.Ordinal));
    }

    private static async Task<string> AuditAsync(Licensing palmer) =>
        (await palmer.Owner.GetAsync($"/api/organizations/{palmer.OrganizationId}/audit?limit=100")).Text;

    private static Task<byte[]> DownloadAsync(Licensing palmer, User reader) =>
        reader.DownloadAsync(palmer.Order + "/delivery-note?keys=true");
}
