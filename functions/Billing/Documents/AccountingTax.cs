namespace Accounts.Billing.Documents;

/// <summary>
/// The tax in the currency in which a German or Austrian seller owes it, if the invoice is in another currency. That § 16 (6) UStG
/// requires it on invoices in francs is common knowledge; it was not checked in the law.
/// </summary>
/// <param name="Currency">ISO 4217 (BT-6).</param>
/// <param name="Tax">In minor units (BT-111): the invoice's tax converted at the rate, rounded once.</param>
/// <param name="Rate">How many units of this currency one unit of the invoice's currency is worth.</param>
/// <param name="RateSource">Who published the rate, and when.</param>
public sealed record AccountingTax(string Currency, long Tax, decimal Rate, string RateSource);
