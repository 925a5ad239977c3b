namespace Accounts.Billing.Documents;

/// <summary>
/// The only places where amounts are rounded: half a minor unit goes away from zero (EN 16931, BR-DEC and BR-CO-17). All calculations are
/// decimal, and sums of rounded amounts are exact.
/// </summary>
public static class Amounts
{
    /// <summary>The net amount of a line, in minor units, with the sign of the quantity.</summary>
    public static long LineNet(decimal quantity, long unitPrice) => Rounded(quantity * unitPrice);

    /// <summary>The tax on the sum of all lines of one rate.</summary>
    /// <param name="net">In minor units.</param>
    /// <param name="rate">In hundredths of a percent.</param>
    public static long Tax(long net, int rate) => Rounded((decimal)net * rate / 10_000);

    /// <summary>Rounds an amount to the minor unit, half away from zero.</summary>
    public static long Rounded(decimal amount) => (long)decimal.Round(amount, MidpointRounding.AwayFromZero);
}
