using Accounts.Billing.Documents;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Billing.Invoices;

/// <summary>How an invoice says how to pay it: in words, and as a code for banking apps.</summary>
public static class InvoicePaymentBlock
{
    /// <summary>The block; null when nothing is to be paid.</summary>
    public static LetterPayment? Of(InvoiceDocument document, ProviderOptions provider)
    {
        if (document.Terms is null)
            return null;
        var language = document.Language;
        var sentences = InvoiceTexts.SentencesOf(document);
        if (document.EarlyPayment is { } early)
            sentences.Insert(0, EarlyPaymentOf(document, early));
        var heading = language.Pick("Zahlung", "Payment", "Paiement", "Pagamento");
        // A customer who pays by card must not also transfer the amount.
        if (document.Payment.Means == PaymentMeans.Card)
            return new LetterPayment(heading, string.Join('\n', sentences), []);
        var account = document.Payment.Account;
        List<(string, string)> facts =
        [
            (language.Pick("Empfänger", "Payee", "Bénéficiaire", "Beneficiario"), account.Holder),
            ("IBAN", Iban.Group(account.Iban)),
        ];
        if (account.Bic is { } bic)
            facts.Add(("BIC", $"{bic} ({account.Bank})"));
        var amount = DocumentFormat.Amount(document.Totals.Payable, document.Currency, language);
        facts.Add((language.Pick("Betrag", "Amount", "Montant", "Importo"), amount));
        if (document.Number is { } number)
            facts.Add((language.Pick("Verwendungszweck", "Reference", "Communication", "Comunicazione"), number));
        var code = document is { Number: not null, Currency: "EUR" }
            ? GiroCode.Of(provider, document.Totals.Payable, document.Number)
            : null;
        var caption = code is null
            ? null
            : language.Pick(
                "Mit der Banking-App scannen und zahlen.", "Scan it with your banking app to pay.",
                "À scanner avec votre app bancaire pour payer.", "Da scansionare con l’app bancaria per pagare.");
        return new LetterPayment(heading, string.Join('\n', sentences), facts, code, caption);
    }

    /// <summary>The payment slip (QR-bill) of a Swiss supplier; null for other suppliers, and if nothing is to be transferred.</summary>
    public static SwissQrBill? SwissBillOf(InvoiceDocument document, ProviderOptions provider) =>
        document is { Number: not null, DueOn: not null, Payment.Means: PaymentMeans.Transfer } && provider.Country == Country.CH
            ? SwissQrBill.Of(
                provider,
                document.Buyer.Company.Name,
                document.Buyer.Company.Address,
                new Money(document.Totals.Payable, document.Currency),
                document.Number)
            : null;

    private static string EarlyPaymentOf(InvoiceDocument document, EarlyPayment early)
    {
        var day = MailDates.Day(document.Date.AddDays(early.Days), document.Language);
        var rate = DocumentFormat.Rate(early.Discount, document.Language);
        return document.Language.Pick(
            $"Bei Zahlung bis {day}: {rate} Skonto.", $"If paid by {day}: {rate} discount.",
            $"En cas de paiement jusqu’au {day}: {rate} d’escompte.", $"In caso di pagamento entro il giorno {day}: {rate} di sconto.");
    }
}
