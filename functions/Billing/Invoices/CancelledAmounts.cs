namespace Accounts.Billing.Invoices;

/// <summary>What of an invoice was cancelled so far, in minor units, so that it never becomes more than the invoice.</summary>
/// <param name="Documents">How many cancellations there are.</param>
/// <param name="Lines">Net, by the number of the invoice's line.</param>
/// <param name="Taxes">Tax, by rate in hundredths of a percent.</param>
public sealed record CancelledAmounts(int Documents, IReadOnlyDictionary<int, long> Lines, IReadOnlyDictionary<int, long> Taxes)
{
    /// <summary>Of an invoice of which nothing was cancelled.</summary>
    public static CancelledAmounts None { get; } = new(0, new Dictionary<int, long>(), new Dictionary<int, long>());
}
