namespace Accounts.Platform.Values;

/// <summary>An amount of money.</summary>
/// <param name="Amount">In minor units: cents, Rappen.</param>
/// <param name="Currency">ISO 4217, such as EUR.</param>
public sealed record Money(long Amount, string Currency);
