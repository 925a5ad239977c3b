using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Tests.Platform.Documents;

namespace Accounts.Tests.Sales.Orders;

public sealed class OrderRuleTests
{
    private static readonly Order Order = Samples.Order(Samples.Lines(3));

    [Theory]
    [InlineData(LicenseState.Waiting, ServiceState.Ordered, null)]
    [InlineData(LicenseState.Waiting, ServiceState.Commissioned, null)]
    [InlineData(LicenseState.Waiting, ServiceState.Scheduled, null)]
    [InlineData(LicenseState.Waiting, null, null)]
    [InlineData(null, ServiceState.Scheduled, null)]
    [InlineData(LicenseState.Purchasing, ServiceState.Ordered, "licenses-bought")]
    [InlineData(LicenseState.AwaitingVerification, null, "licenses-bought")]
    [InlineData(LicenseState.Delivered, null, "licenses-bought")]
    [InlineData(LicenseState.Failed, null, null)]
    [InlineData(LicenseState.Failed, ServiceState.Scheduled, null)]
    [InlineData(LicenseState.Failed, ServiceState.InProgress, "work-recorded")]
    [InlineData(LicenseState.Waiting, ServiceState.InProgress, "work-recorded")]
    [InlineData(null, ServiceState.Completed, "work-recorded")]
    [InlineData(null, null, "order-not-in-state")]
    public void An_order_is_cancelled_as_a_whole_until_something_cannot_be_taken_back(
        LicenseState? licenses, ServiceState? services, string? refused)
    {
        var cancelled = (Order with { Licenses = licenses, Services = services })
            .Cancel(App.Start)
            .Succeeded(out var order, out var failure);

        Assert.Equal(refused is null, cancelled);
        Assert.Equal(refused, failure?.Kind);
        if (cancelled)
            Assert.Equal(
                (OrderState.Cancelled, licenses is null ? null : LicenseState.Cancelled, services is null ? null : ServiceState.Cancelled),
                (order!.State, order.Licenses, order.Services));
    }

    [Fact]
    public void A_sub_account_is_activated_or_cancelled_with_its_order_and_not_both()
    {
        var ordered = Order with { Licenses = null, Services = null, Account = new OrderedAccount("7654321", "Standort Berlin") };
        var (activated, cancelled) = (Taken(ordered.Activate(App.Start)), Taken(ordered.Cancel(App.Start)));

        Assert.Equal((OrderState.Placed, AccountState.Ordered), (ordered.State, ordered.AccountState));
        Assert.Equal((OrderState.Completed, AccountState.Activated), (activated.State, activated.AccountState));
        Assert.Equal((OrderState.Cancelled, AccountState.Cancelled), (cancelled.State, cancelled.AccountState));
        Assert.False(activated.Cancel(App.Start).Succeeded(out _, out var failure));
        Assert.Equal("account-activated", failure.Kind);
        Assert.All([activated, cancelled, Order], order => Assert.False(order.Activate(App.Start).Succeeded(out _, out _)));
    }

    [Theory]
    [InlineData(
        Language.German,
        "monatlich",
        "Pos. 1, 2: der erste Zeitraum nach Tagen, Kündigungsfrist 30 Tage zum Ende eines Zeitraums, Mindestlaufzeit 12 Monate.")]
    [InlineData(
        Language.English,
        "monthly",
        "No. 1, 2: the first period is charged pro rata, 30 days’ notice to the end of a period, minimum term 12 months.")]
    public void The_confirmation_says_how_often_a_price_is_charged_and_on_which_terms(Language language, string interval, string terms)
    {
        var recurrence = new Recurrence(Interval.Month, Prorated: true, 30, 12);
        var lines = Samples.Lines(3).Select(line => line.Number < 3 ? line with { Recurrence = recurrence with { } } : line).ToList();

        var letter = OrderConfirmation.Of(Samples.Order(lines, language), lines, Samples.Provider);

        Assert.Equal(
            [true, true, false], letter.Table!.Rows.Select(row => row.Cells[1].EndsWith(" · " + interval, StringComparison.Ordinal)));
        Assert.Single(letter.Closing, closing => closing.Text.EndsWith(terms, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_follows_a_cancellation()
    {
        var cancelled = Taken(Order.Cancel(App.Start));

        Assert.All(Enum.GetValues<LicenseState>(), next => Assert.False(cancelled.With(next).Succeeded(out _, out _)));
        Assert.All(Enum.GetValues<ServiceState>(), next => Assert.False(cancelled.With(next).Succeeded(out _, out _)));
        Assert.False(cancelled.Cancel(App.Start).Succeeded(out _, out _));
    }

    [Fact]
    public void Licenses_take_the_steps_of_a_purchase_and_no_others()
    {
        var allowed =
            from now in Enum.GetValues<LicenseState>()
            from next in Enum.GetValues<LicenseState>()
            where OrderStates.MayFollow(now, next)
            select $"{now}>{next}";

        Assert.Equal(
            [
                "Waiting>Purchasing", "Waiting>Cancelled", "Purchasing>AwaitingVerification", "Purchasing>Delivered", "Purchasing>Failed",
                "AwaitingVerification>Delivered", "AwaitingVerification>Failed", "Failed>Cancelled",
            ],
            allowed);
    }

    [Fact]
    public void Services_take_their_steps_and_no_others()
    {
        var allowed =
            from now in Enum.GetValues<ServiceState>()
            from next in Enum.GetValues<ServiceState>()
            where OrderStates.MayFollow(now, next)
            select $"{now}>{next}";

        Assert.Equal(
            [
                "Ordered>Commissioned", "Ordered>Cancelled", "Commissioned>Scheduled", "Commissioned>InProgress", "Commissioned>Cancelled",
                "Scheduled>InProgress", "Scheduled>Cancelled", "InProgress>Completed", "Completed>InProgress",
            ],
            allowed);
    }

    [Fact]
    public void A_part_that_the_order_does_not_have_takes_no_step()
    {
        Assert.False((Order with { Licenses = null }).With(LicenseState.Purchasing).Succeeded(out _, out _));
        Assert.False((Order with { Services = null }).With(ServiceState.Commissioned).Succeeded(out _, out _));
    }

    [Theory]
    [InlineData(LicenseState.Waiting, ServiceState.Ordered, OrderState.Placed)]
    [InlineData(LicenseState.Purchasing, ServiceState.Ordered, OrderState.InProgress)]
    [InlineData(LicenseState.Delivered, ServiceState.Scheduled, OrderState.InProgress)]
    [InlineData(LicenseState.Delivered, null, OrderState.Completed)]
    [InlineData(LicenseState.Delivered, ServiceState.Completed, OrderState.Completed)]
    [InlineData(LicenseState.Failed, null, OrderState.Failed)]
    [InlineData(LicenseState.Failed, ServiceState.Scheduled, OrderState.InProgress)]
    [InlineData(LicenseState.Failed, ServiceState.Completed, OrderState.Completed)]
    [InlineData(null, ServiceState.Commissioned, OrderState.InProgress)]
    [InlineData(null, null, OrderState.Completed)]
    public void The_parts_make_the_state_of_the_whole(LicenseState? licenses, ServiceState? services, OrderState state) =>
        Assert.Equal(state, (Order with { Licenses = licenses, Services = services }).State);

    [Theory]
    [InlineData("1234567-1", true)]
    [InlineData("1234567-99999999", true)]
    [InlineData("1234567-0", false)]
    [InlineData("1234567-01", false)]
    [InlineData("0234567-1", false)]
    [InlineData("1234567-1 ", false)]
    [InlineData("1234567-1\n", false)]
    [InlineData("1234567", false)]
    [InlineData(null, false)]
    public void An_order_id_has_one_form(string? text, bool isId) => Assert.Equal(isId ? text : null, OrderId.Parse(text)?.ToString());

    private static T Taken<T>(Outcome<T> outcome)
        where T : class => outcome.Succeeded(out var value, out _) ? value : throw new InvalidOperationException("It was refused.");
}
