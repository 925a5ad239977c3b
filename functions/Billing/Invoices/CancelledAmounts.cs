namespace Accounts.Billing.Invoices;

/// <summary>What was cancelled of an invoice so far, in minor units. It ensures that cancellations never exceed the invoice.</summary>
/// <param name="Documents">Number of cancellations.</param>
/// <param name="Lines">Net amounts, by the number of the invoice's line.</param>
/// <param name="Taxes">Taxes, by rate in hundredths of a percent.</param>
public sealed record CancelledAmounts(int Documents, IReadOnlyDictionary<int, long> Lines, IReadOnlyDictionary<int, long> Taxes)
{
    /// <summary>The amounts of an invoice without cancellations.</summary>
    public static CancelledAmounts None { get; } = new(0, new Dictionary<int, long>(), new Dictionary<int, long>());
}
