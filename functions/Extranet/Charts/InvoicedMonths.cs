namespace Accounts.Extranet.Charts;

/// <summary>What was invoiced month by month.</summary>
/// <param name="Months">Without gaps, earliest first.</param>
/// <param name="Parts">Whose use it was: the account itself, and of a main account those of its sub-accounts that came to most.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record InvoicedMonths(IReadOnlyList<InvoicedMonth> Months, IReadOnlyList<InvoicedPart> Parts, string Currency);

/// <summary>What was invoiced in a month.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Nets">By part, in minor units, less what was cancelled in that month.</param>
public sealed record InvoicedMonth(DateOnly First, IReadOnlyList<long> Nets)
{
    /// <summary>All of it.</summary>
    public long Net => Nets.Sum();
}

/// <summary>An account, or all that are left.</summary>
/// <param name="CustomerNumber">Null for those that are left.</param>
/// <param name="Name">The company's name; null of the account itself, and where it is no sub-account any more.</param>
public sealed record InvoicedPart(string? CustomerNumber, string? Name);
