namespace Accounts.Extranet.Charts;

/// <summary>The invoiced amounts by month.</summary>
/// <param name="Months">Without gaps, earliest first.</param>
/// <param name="Parts">The accounts that used it: the account itself, and of a main account the sub-accounts with the largest
/// amounts.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record InvoicedMonths(IReadOnlyList<InvoicedMonth> Months, IReadOnlyList<InvoicedPart> Parts, string Currency);

/// <summary>The invoiced amounts of a month.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Nets">By part, in minor units, minus what was cancelled in that month.</param>
public sealed record InvoicedMonth(DateOnly First, IReadOnlyList<long> Nets)
{
    /// <summary>The sum of all parts.</summary>
    public long Net => Nets.Sum();
}

/// <summary>An account, or all remaining accounts together.</summary>
/// <param name="CustomerNumber">Null for the remaining accounts.</param>
/// <param name="Name">The company's name; null for the account itself, and for an account that is no longer a sub-account.</param>
public sealed record InvoicedPart(string? CustomerNumber, string? Name);
