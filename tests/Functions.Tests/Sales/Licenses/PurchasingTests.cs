using Accounts.Access.Audit;
using Accounts.Sales.Licenses;
using Accounts.Sales.Orders;
using Accounts.Sales.Vendors;
using Accounts.Tests.Billing.Subscriptions;
using Accounts.Tests.Sales.Vendors;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Licenses;

public sealed class PurchasingTests
{
    [InProcessFact]
    public async Task What_fails_after_it_fell_due_is_taken_back_in_the_same_moment_and_sales_knows()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(known: false));
        await palmer.UntilDayAsync(2);
        Assert.Equal([1, 2], palmer.Charged());

        await FailAsync(palmer, line: 1);

        int[] due = [1, -1, 2];
        Assert.Equal(due, palmer.Charged());
        await palmer.UntilDayAsync(4);
        Assert.Equal(due, palmer.Charged());
        await palmer.VerifyAsync();
        await palmer.UntilDayAsync(10);
        Assert.Equal(due, palmer.Charged());
        Assert.Equal(["002-0001"], (await palmer.LicensesAsync()).Select(license => license["id"]!.GetValue<string>()));
        Assert.Equal([$"Kauf gescheitert: Auftrag {palmer.OrderId}"], await palmer.ToldAsync(Licensing.Sales));
        Assert.Contains(
            "-line-001-withdrawn", (await palmer.App.MailsAsync(Licensing.Sales))[0]["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [InProcessFact]
    public async Task A_monthly_price_that_fails_after_two_periods_takes_both_back_and_ends()
    {
        await using var palmer = await Subscribing.StartAsync();
        await palmer.OrderAsync(known: false);
        await palmer.UntilDayAsync(33);
        Assert.Equal(2, (await palmer.ChargesAsync()).Count);

        await FailAsync(palmer.Customer, line: 1);
        await palmer.UntilDayAsync(65);

        var charges = await palmer.ChargesAsync();
        Assert.Equal((4, 0m), (charges.Count, charges.Sum(charge => charge["quantity"]!.GetValue<decimal>())));
        var ended = Assert.Single(await palmer.ListAsync());
        Assert.Equal(("2027-02-28", null), (ended["endsOn"]!.GetValue<string>(), ended["nextPeriod"]));
    }

    [InProcessFact]
    public async Task What_fails_before_it_fell_due_leaves_nothing_to_take_back()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(known: false));

        await FailAsync(palmer, line: 1);
        await palmer.UntilDayAsync(3);

        Assert.Equal([2], palmer.Charged());
    }

    [InProcessFact]
    public async Task What_was_bought_and_is_not_known_any_more_is_not_bought_again()
    {
        await using var palmer = await Licensing.StartAsync();
        await palmer.PlaceAsync(Licensing.Mixed(known: false));
        using var vendor = new CannedVendor(404, "{}");

        await Assert.ThrowsAsync<VendorMisunderstanding>(() => BuyAsync(palmer, 1, vendor));

        Assert.Equal(1, vendor.Requests);
        Assert.StartsWith("GET ", vendor.Asked, StringComparison.Ordinal);
    }

    // The vendor now refuses a purchase that waited for its verification.
    private static async Task FailAsync(Licensing palmer, int line)
    {
        using var vendor = new CannedVendor(
            200, $$"""{"reference": "{{palmer.OrderId}}-{{line}}", "state": "failed", "failure": "accountRefused"}""");
        Assert.Equal(PurchaseState.Failed, (await BuyAsync(palmer, line, vendor)).State);
    }

    private static async Task<Purchase> BuyAsync(Licensing palmer, int line, CannedVendor vendor)
    {
        var services = palmer.App.Host.Services;
        var orders = services.GetRequiredService<OrderStore>();
        var id = OrderId.Parse(palmer.OrderId)!;
        var purchasing = new LicensePurchasing(
            services.GetRequiredService<LicenseStore>(),
            services.GetRequiredService<LicenseKeys>(),
            services.GetRequiredService<IOrderBilling>(),
            vendor.Adapter(services.GetRequiredService<TimeProvider>()),
            services.GetRequiredService<OrganizationChanges>());
        var lines = await orders.LinesAsync(id, default);
        return await purchasing.BuyAsync(
            (await orders.FindAsync(id, default))!.Value, lines.Single(ordered => ordered.Number == line), default);
    }
}
