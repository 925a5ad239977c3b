using Accounts.Members;
using Accounts.Tests.Catalog;
using Accounts.Tests.Documents;

namespace Accounts.Tests.Licenses;

public sealed class DeliveryNoteTests
{
    [InProcessFact]
    public async Task It_lists_each_key_once_and_says_that_the_cloud_instance_is_live_and_is_on_record()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();

        var text = PdfTests.TextOf(await DownloadAsync(palmer, palmer.Owner));

        Assert.All(await palmer.KeysAsync(palmer.OrderId + "-1"), key => Assert.Equal(2, text.Split(key).Length));
        Assert.Contains($"Lieferschein zum Auftrag {palmer.OrderId}", text, StringComparison.Ordinal);
        Assert.Contains("PO-2026-0815", text, StringComparison.Ordinal);
        Assert.Contains("Cloud: Die Instanz ist seit dem", text, StringComparison.Ordinal);
        var entry = (await palmer.Owner.GetAsync($"/api/organizations/{palmer.OrganizationId}/audit?limit=1")).Json["items"]![0]!;
        Assert.Equal(
            ("license.revealed", palmer.OrderId + "/delivery-note", "2"),
            (entry["action"]!.GetValue<string>(), entry["subject"]!.GetValue<string>(), entry["details"]!["keys"]!.GetValue<string>()));
    }

    [InProcessFact]
    public async Task Others_get_it_with_masked_keys_and_nothing_is_on_record()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();
        var keys = await palmer.KeysAsync(palmer.OrderId + "-1");
        foreach (var reader in new[] { await palmer.App.AddMemberAsync(palmer.OrganizationId, Role.Billing), await palmer.App.OperatorAsync() })
        {
            var text = PdfTests.TextOf(await DownloadAsync(palmer, reader));
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
    public async Task It_counts_as_a_reveal_of_the_hour_and_is_not_there_before_the_first_license()
    {
        await using var palmer = await Licensing.StartAsync(("Licenses:MaxRevealsPerHour", "1"));
        await palmer.PlaceAsync(Licensing.Mixed(known: false));
        var early = await palmer.Owner.GetAsync(palmer.Order + "/delivery-note");
        Assert.Equal((409, "nothing-delivered"), (early.Status, early.Problem));
        await palmer.VerifyAsync();

        await DownloadAsync(palmer, palmer.Owner);

        var refused = await palmer.Owner.GetAsync(palmer.Order + "/delivery-note");
        Assert.Equal((429, "too-many-reveals"), (refused.Status, refused.Problem));
        Assert.Equal(404, (await palmer.Owner.GetAsync($"/api/orders/{palmer.OrganizationId}-2/delivery-note")).Status);
    }

    [InProcessFact]
    public async Task A_thousand_keys_are_on_it()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Form(true, null, (Products.DataCenter, 1000)));

        var text = PdfTests.TextOf(await DownloadAsync(palmer, palmer.Owner));

        Assert.All(await palmer.KeysAsync(palmer.OrderId + "-1"), key => Assert.Contains(key, text, StringComparison.Ordinal));
    }

    private static Task<byte[]> DownloadAsync(Licensing palmer, User reader) => reader.DownloadAsync(palmer.Order + "/delivery-note");
}
