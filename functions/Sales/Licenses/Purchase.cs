using System.Globalization;
using System.Text.RegularExpressions;
using Accounts.Sales.Orders;
using Accounts.Sales.Vendors;

namespace Accounts.Sales.Licenses;

/// <summary>
/// The purchase of one line of an order. It is written before the vendor is asked for anything, so that after a crash we know
/// what may have been bought, and under which reference to look for it.
/// </summary>
public sealed record Purchase
{
    /// <summary>The line of the order, from 1.</summary>
    public required int Line { get; init; }

    public required PurchaseState State { get; init; }

    /// <summary>When the vendor sold it; null before.</summary>
    public DateTimeOffset? PurchasedAt { get; init; }

    /// <summary>With state failed: the vendor's code.</summary>
    public string? Failure { get; init; }

    /// <summary>How many of its keys are recorded.</summary>
    public int Recorded { get; init; }

    /// <summary>Whether the state is final.</summary>
    public bool IsSettled => State is PurchaseState.Delivered or PurchaseState.Failed;

    /// <summary>The purchase after an answer of the vendor. Earlier answers about issued licenses or about a failure are final.</summary>
    /// <param name="said">The vendor's answer.</param>
    /// <param name="keys">How many keys belong to the line.</param>
    /// <exception cref="VendorMisunderstanding">The vendor issued another number of keys.</exception>
    public Purchase After(VendorPurchase said, int keys) => (State, said.State) switch
    {
        (PurchaseState.Issued or PurchaseState.Delivered or PurchaseState.Failed, _) => this,
        (_, VendorPurchaseState.Processing) => this,
        (_, VendorPurchaseState.AwaitingVerification) =>
            this with { State = PurchaseState.AwaitingVerification, PurchasedAt = said.PurchasedAt },
        (_, VendorPurchaseState.Issued) when said.Keys != keys =>
            throw new VendorMisunderstanding("The number of keys that the license vendor issued differs from the order."),
        (_, VendorPurchaseState.Issued) => this with { State = PurchaseState.Issued, PurchasedAt = said.PurchasedAt },
        (_, VendorPurchaseState.Failed) => this with { State = PurchaseState.Failed, PurchasedAt = null, Failure = said.Failure },
        _ => throw new ArgumentOutOfRangeException(nameof(said)),
    };

    /// <summary>The purchase after more of its keys are recorded; delivered with the last one.</summary>
    /// <param name="count">How many more.</param>
    /// <param name="keys">How many keys belong to the line.</param>
    public Purchase Record(int count, int keys) => this with
    {
        Recorded = Recorded + count,
        State = Recorded + count == keys ? PurchaseState.Delivered : PurchaseState.Issued,
    };
}

/// <summary>State of a purchase, as far as we know.</summary>
public enum PurchaseState
{
    /// <summary>The vendor is being asked; it may have been bought.</summary>
    Begun,

    /// <summary>Bought; the technical contact must verify an account first.</summary>
    AwaitingVerification,

    /// <summary>Issued; keys are being recorded.</summary>
    Issued,

    /// <summary>All keys are recorded, or there are none and the instance is live.</summary>
    Delivered,

    /// <summary>The vendor does not sell the line.</summary>
    Failed,
}

/// <summary>
/// Our reference of a purchase at the vendor, one per line of an order: <c>{order}-{line}</c>, such as
/// <c>1234567-1-2</c>.
/// </summary>
public sealed partial record PurchaseReference(OrderId Order, int Line)
{
    /// <summary>Parses a reference; null when the text is not one in its canonical form.</summary>
    public static PurchaseReference? Parse(string text) =>
        Form().Match(text) is { Success: true } match && OrderId.Parse(match.Groups[1].Value) is { } order
            ? new PurchaseReference(order, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
            : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Order}-{Line}");

    [GeneratedRegex(@"^([0-9]{7}-[0-9]{1,8})-([1-9][0-9]{0,2})\z")]
    private static partial Regex Form();
}
