namespace Accounts.Billing.Documents;

/// <summary>
/// The tax in another currency than the invoice's, in which a German or Austrian seller owes it. That § 16 (6) UStG asks for it
/// on invoices in francs is common knowledge, not looked up in the law.
/// </summary>
/// <param name="Currency">ISO 4217 (BT-6).</param>
/// <param name="Tax">In minor units (BT-111): the invoice's tax at the rate, rounded once.</param>
/// <param name="Rate">How much of this currency one unit of the invoice's is worth.</param>
/// <param name="RateSource">Who published the rate, and when.</param>
public sealed record AccountingTax(string Currency, long Tax, decimal Rate, string RateSource);
