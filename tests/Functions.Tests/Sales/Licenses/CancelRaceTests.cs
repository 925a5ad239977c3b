using System.Globalization;
using Accounts.Platform.Values;
using Accounts.Tests.Sales.Catalog;

namespace Accounts.Tests.Sales.Licenses;

public sealed class CancelRaceTests
{
    private const int Rounds = 20;
    private const int OrdersPerRound = 10;

    [InProcessFact]
    public async Task An_order_is_cancelled_or_bought_and_never_both()
    {
        await using var palmer = await Licensing.StartAsync();
        var (cancelled, bought) = (0, 0);
        for (var round = 1; round <= Rounds; round++)
        {
            // The orders wait for the same day. They are cancelled one after the other; amid that, the day begins with all purchases.
            var day = CentralEurope.DayOf(App.Start).AddDays(round);
            var form = Licensing.Form(true, day.ToString("O", CultureInfo.InvariantCulture), (Products.Cloud, 1));
            List<string> orders = [];
            for (var n = 0; n < OrdersPerRound; n++)
                orders.Add(await palmer.PlaceAsync(form));
            await palmer.AdvanceAsync(CentralEurope.StartOf(day).AddHours(-1) - palmer.App.Now);

            var advance = Task.CompletedTask;
            List<Reply> replies = [];
            foreach (var (n, order) in orders.Index())
            {
                if (n == round % OrdersPerRound)
                    advance = Task.Run(() => palmer.AdvanceAsync(TimeSpan.FromHours(1)));
                replies.Add(await palmer.Owner.SendAsync(HttpMethod.Post, order + "/cancel"));
            }

            await advance;
            await palmer.App.SettleAsync();

            var sold = (await palmer.SoldAsync()).Select(sold => sold["reference"]!.GetValue<string>()).ToHashSet();
            foreach (var (order, reply) in orders.Zip(replies))
            {
                Assert.True(reply.Status is 200 or 409, reply.Text);
                Assert.Equal(
                    (reply.Status == 409, reply.Status == 409 ? "delivered" : "cancelled"),
                    (sold.Contains(order.Split('/')[^1] + "-1"), await palmer.StateAsync(order)));
                _ = reply.Status == 200 ? cancelled++ : bought++;
            }
        }

        // A race that one side always wins is none.
        Assert.InRange(cancelled, 1, (Rounds * OrdersPerRound) - 1);
        Assert.Equal(Rounds * OrdersPerRound, cancelled + bought);
    }
}
