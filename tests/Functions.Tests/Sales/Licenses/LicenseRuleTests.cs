using Accounts.Sales.Licenses;
using Accounts.Sales.Vendors;

namespace Accounts.Tests.Sales.Licenses;

public sealed class LicenseRuleTests
{
    private static readonly DateTime Since = new(2027, 3, 1, 11, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 2.9, new int[0])]
    [InlineData(0, 3, new[] { 1 })]
    [InlineData(3, 9, new int[0])]
    [InlineData(2, 25, new[] { 1, 2, 3 })]
    [InlineData(10, 20, new[] { 3 })]
    [InlineData(20, 100, new int[0])]
    public void Reminders_fall_due_once_on_day_3_10_and_20(double after, double until, int[] due) =>
        Assert.Equal(due, VerificationReminders.Between(Since, Since.AddDays(after), Since.AddDays(until)));

    [Fact]
    public void While_nobody_waits_nothing_falls_due()
    {
        Assert.Empty(VerificationReminders.Between(null, Since, Since.AddYears(1)));
        Assert.Null(VerificationReminders.NextAfter(null, Since));
        Assert.Equal(
            [3, 10, 20, 30],
            new double[] { 0, 3, 19, 20 }.Select(
                day => (VerificationReminders.NextAfter(Since, Since.AddDays(day))!.Value - Since).TotalDays));
        Assert.Null(VerificationReminders.NextAfter(Since, Since.AddDays(30)));
    }

    [Fact]
    public void Looks_are_ever_rarer_and_soon_again_while_the_vendor_cannot_be_reached()
    {
        var pauses = new VendorPauses();
        Assert.Equal([300, 600, 1200], Enumerable.Range(0, 3).Select(_ => pauses.Next(unreached: false).TotalSeconds));
        Assert.Equal([5, 10, 20], Enumerable.Range(0, 3).Select(_ => pauses.Next(unreached: true).TotalSeconds));
        pauses.Restart();
        Assert.Equal(5, pauses.Next(unreached: true).TotalSeconds);
        Assert.Equal(TimeSpan.FromDays(1), Enumerable.Range(0, 20).Select(_ => pauses.Next(unreached: true)).ToList()[^1]);
        Assert.Equal(300, pauses.Next(unreached: false).TotalSeconds);
    }

    [Fact]
    public void What_the_vendor_says_brings_a_purchase_on_and_never_back()
    {
        var begun = new Purchase { Line = 1, State = PurchaseState.Begun };
        var awaiting = begun.After(Said(VendorPurchaseState.AwaitingVerification), keys: 2);
        var issued = awaiting.After(Said(VendorPurchaseState.Issued, keys: 2), keys: 2);
        var failed = awaiting.After(Said(VendorPurchaseState.Failed), keys: 2);

        Assert.Equal((PurchaseState.AwaitingVerification, App.Start), (awaiting.State, awaiting.PurchasedAt));
        Assert.Equal((PurchaseState.Issued, App.Start), (issued.State, issued.PurchasedAt));
        Assert.Equal((PurchaseState.Failed, null, "code"), (failed.State, failed.PurchasedAt, failed.Failure));
        Assert.Equal(begun, begun.After(Said(VendorPurchaseState.Processing), keys: 2));
        foreach (var state in Enum.GetValues<VendorPurchaseState>())
        {
            Assert.Equal(issued, issued.After(Said(state, keys: 7), keys: 2));
            Assert.Equal(failed, failed.After(Said(state, keys: 7), keys: 2));
        }

        Assert.Throws<VendorMisunderstanding>(() => begun.After(Said(VendorPurchaseState.Issued, keys: 1), keys: 2));
    }

    [Theory]
    [InlineData("1234567-1-1", true)]
    [InlineData("1234567-12-200", true)]
    [InlineData("1234567-1-0", false)]
    [InlineData("1234567-01-1", false)]
    [InlineData("0234567-1-1", false)]
    [InlineData("1234567-1-1\n", false)]
    [InlineData("1234567-1", false)]
    public void A_reference_reads_back_as_it_was_written(string text, bool isOne) =>
        Assert.Equal(isOne ? text : null, PurchaseReference.Parse(text)?.ToString());

    private static VendorPurchase Said(VendorPurchaseState state, int keys = 0) =>
        new("1234567-1-1", state, keys, App.Start, state == VendorPurchaseState.Failed ? "code" : null);
}
