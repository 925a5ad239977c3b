using System.Globalization;
using Accounts.Platform.Values;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Sales.Licenses;

public sealed class CancelRaceTests
{
    private const int Rounds = 200;

    [InProcessFact]
    public async Task An_order_is_cancelled_or_bought_and_never_both()
    {
        await using var palmer = await Licensing.StartAsync();
        var (cancelled, bought) = (0, 0);
        for (var round = 1; round <= Rounds; round++)
        {
            // The order is confirmed and waits for a day. When the day begins, the purchase and the cancellation start at once.
            var day = CentralEurope.DayOf(App.Start).AddDays(round);
            var order = await palmer.PlaceAsync(Licensing.Form(true, day.ToString("O", CultureInfo.InvariantCulture), (Products.Cloud, 1)));
            var reference = order.Split('/')[^1] + "-1";
            await palmer.AdvanceAsync(CentralEurope.StartOf(day).AddHours(-1) - palmer.App.Now);

            var advance = Task.Run(() => palmer.AdvanceAsync(TimeSpan.FromHours(1)));
            var cancel = Task.Run(() => palmer.Owner.SendAsync(HttpMethod.Post, order + "/cancel"));
            await Task.WhenAll(advance, cancel);
            await palmer.App.SettleAsync();

            var reply = await cancel;
            var isSold = (await palmer.SoldAsync()).Any(sold => sold["reference"]!.GetValue<string>() == reference);
            Assert.True(reply.Status is 200 or 409, reply.Text);
            Assert.Equal((reply.Status == 409, reply.Status == 409 ? "delivered" : "cancelled"), (isSold, await palmer.StateAsync(order)));
            _ = reply.Status == 200 ? cancelled++ : bought++;
        }

        // A race that one side always wins is none.
        Assert.InRange(cancelled, 1, Rounds - 1);
        Assert.Equal(Rounds, cancelled + bought);
    }
}
