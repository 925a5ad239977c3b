using Accounts.Billing.Documents;
using Accounts.Platform.Values;
using static Accounts.Billing.EInvoices.DocumentChecks;

namespace Accounts.Billing.EInvoices;

/// <summary>Rules for how and by when an invoice is paid.</summary>
internal static class PaymentChecks
{
    private static readonly CheckRule<InvoiceDocument>[] Rules =
    [
        new("BR-CO-25", document => document.Kind == DocumentKind.PartialCancellation || document.Totals.Payable <= 0
            || document.DueOn is not null || IsGiven(document.Terms),
            "Something is to be paid, but neither a due date nor terms of payment are given; set the terms of payment."),
        new("BR-DE-18", document => PaymentTermsText.AreReadable(document.Terms),
            "A line of the terms of payment begins with # and is not a discount; write such lines as #SKONTO#TAGE=14#PROZENT=2.00#."),
        new("BR-49", document => Enum.IsDefined(document.Payment.Means),
            "The means of payment are unknown; set the account's payment settings."),
        new("BR-DE-23-a", document => IsCard(document) || IsGiven(document.Payment.Account.Iban),
            "The bank account for the transfer has no IBAN; set the provider's bank account."),
        new("BR-DE-19", document => IsCard(document) || IsIban(document.Payment.Account.Iban),
            "The IBAN of the provider's bank account is wrong; correct it in the settings."),
        new("BR-DE-23-b", document => IsCard(document) || document.Payment.CardLastFour is null,
            "An invoice that is paid by transfer has digits of a card; make the draft again."),
        new("BR-DE-24-a", document => !IsCard(document) || IsGiven(document.Payment.CardLastFour),
            "The card has no last digits; have the customer enter the card again."),
        new("BR-51", document => !IsCard(document) || IsEnd(document.Payment.CardLastFour),
            "The digits of the card are not its last four to six; have the customer enter the card again."),
    ];

    public static IEnumerable<CheckFinding> Of(InvoiceDocument document) => CheckRule<InvoiceDocument>.Broken(Rules, document);

    private static bool IsCard(InvoiceDocument document) => document.Payment.Means == PaymentMeans.Card;

    private static bool IsEnd(string? digits) => digits is null || digits.Length is >= 4 and <= 6 && digits.All(char.IsAsciiDigit);

    private static bool IsIban(string iban) =>
        iban.Length > 2 && iban.All(char.IsAsciiLetterOrDigit) && iban[..2].All(char.IsAsciiLetterUpper) && Iban.Remove(iban) == "#";
}
