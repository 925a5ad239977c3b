using System.Text.Json.Nodes;
using Accounts.Tests.Customers.AccountRequests;
using Accounts.Tests.Sales.Licenses;

namespace Accounts.Tests.Sales.Vendors;

public sealed class VendorWebhookTests
{
    /// <summary>A well-formed reference with the digits of a test card.</summary>
    private const string LikeACard = "4111111-11111111-1";

    [InProcessFact]
    public async Task A_message_alone_changes_nothing_because_the_vendor_is_asked()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(known: false));

        foreach (var type in new[] { "licensesIssued", "accountVerified", "purchaseFailed" })
            Assert.Equal(202, (await VendorMessages.SendAsync(palmer.App, VendorMessages.About(palmer.OrderId + "-1", type))).Status);
        await palmer.App.SettleAsync();

        Assert.Equal("awaitingVerification", await palmer.StateAsync());
        Assert.Empty(await palmer.LicensesAsync());
        Assert.DoesNotContain("purchaseFailed", await palmer.TimelineAsync());
    }

    [InProcessFact]
    public async Task Each_message_is_taken_once_and_answered_the_same_again()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(known: false));
        var message = VendorMessages.About(palmer.OrderId + "-1");

        var replies = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => VendorMessages.SendAsync(palmer.App, message, "msg_again"))));

        Assert.Single(replies, reply => reply.Status == 202);
        Assert.Equal(19, replies.Count(reply => reply.Status == 200));
        Assert.Single(replies.Select(reply => reply.Text).Distinct());
    }

    [InProcessFact]
    public async Task Messages_after_the_end_start_nothing_anew()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();
        var before = (await palmer.App.Processes.GetInstanceAsync("license-order-" + palmer.OrderId))!;

        Assert.Equal(
            202, (await VendorMessages.SendAsync(palmer.App, VendorMessages.About(palmer.OrderId + "-1", "purchaseFailed"))).Status);
        await palmer.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("delivered", await palmer.StateAsync());
        Assert.Equal(before.LastUpdatedAt, (await palmer.App.Processes.GetInstanceAsync("license-order-" + palmer.OrderId))!.LastUpdatedAt);
    }

    [InProcessFact]
    public async Task An_unknown_reference_is_answered_as_such()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();

        string[] references =
        [
            palmer.OrderId + "-3",
            palmer.OrganizationId + "-2-1",
            "9999999-1-1",
            palmer.OrderId,
            "x",
            "../../a",
            new('1', 100),
            palmer.OrderId + "-01",
            LikeACard,
        ];
        foreach (var reference in references)
        {
            var reply = await VendorMessages.SendAsync(palmer.App, VendorMessages.About(reference));
            Assert.Equal((404, "unknown-purchase"), (reply.Status, reply.Problem));
        }
    }

    [InProcessFact]
    public async Task What_is_missing_is_named()
    {
        await using var palmer = await Licensing.StartAsync();
        var empty = await VendorMessages.SendAsync(palmer.App, new JsonObject());
        Assert.Equal((422, "invalid-fields"), (empty.Status, empty.Problem));
        Assert.Equal(["#/type", "#/timestamp", "#/data/reference"], empty.Fields);
        var unknown = await VendorMessages.SendAsync(palmer.App, VendorMessages.About(palmer.OrderId + "-1", "licensesRevoked"));
        Assert.Equal((422, "invalid-fields"), (unknown.Status, unknown.Problem));
    }

    [InProcessFact]
    public async Task Only_the_vendor_may_send_and_the_contact_form_is_not_the_vendor()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync();
        var message = VendorMessages.About(palmer.OrderId + "-1");

        foreach (var reply in new[]
        {
            await VendorMessages.SendAsync(palmer.App, message, secret: ContactForm.Secret),
            await VendorMessages.SendAsync(palmer.App, message, at: palmer.App.Now.AddMinutes(-6)),
            await palmer.Owner.PostAsync("/api/webhooks/vendor", message),
        })
        {
            Assert.Equal((401, "unauthenticated"), (reply.Status, reply.Problem));
        }
    }
}
