using Accounts.Billing.Invoices;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Payments;

/// <summary>The mails about payment, in the language of the account.</summary>
public sealed class PaymentMails(IOptions<PortalOptions> portal)
{
    /// <summary>The card was refused; the invoice is paid by transfer.</summary>
    public MailContent CardRefused(Invoice invoice)
    {
        var language = invoice.Document!.Language;
        return new MailContent(
            language,
            language.Pick(
                $"Ihre Karte wurde nicht belastet: Rechnung {invoice.Number}",
                $"Your card was not charged: invoice {invoice.Number}",
                $"Votre carte n’a pas été débitée: facture {invoice.Number}",
                $"La Sua carta non è stata addebitata: fattura {invoice.Number}"),
            language.Pick(
                "Bitte überweisen Sie den Betrag.", "Please transfer the amount.",
                "Veuillez virer le montant.", "La preghiamo di versare l’importo tramite bonifico."),
            new Greeting(invoice.Document.Buyer.ContactName),
            new Paragraph(language.Pick(
                "wir konnten Ihre Kreditkarte für diese Rechnung nicht belasten. Bitte überweisen Sie den Betrag.",
                "we could not charge your credit card for this invoice. Please transfer the amount.",
                "Nous n’avons pas pu débiter votre carte de crédit pour cette facture. Veuillez virer le montant.",
                "Non abbiamo potuto addebitare questa fattura sulla Sua carta di credito. La preghiamo di versare l’importo tramite "
                    + "bonifico.")),
            new Facts([.. HowToPay(invoice)]),
            new Link(
                language.Pick("Rechnung ansehen", "Show the invoice", "Voir la facture", "Visualizzare la fattura"),
                portal.Value.Invoice(invoice.OrganizationId, invoice.Number!)));
    }

    /// <summary>A reminder. The first is friendly; later ones state the interest and the lump sum for late payment.</summary>
    public MailContent Reminder(Invoice invoice, LateClaim claim)
    {
        var language = invoice.Document!.Language;
        var subject = (claim.Number, claim.IsLast) switch
        {
            (1, _) => language.Pick(
                $"Zahlungserinnerung: Rechnung {invoice.Number}",
                $"Payment reminder: invoice {invoice.Number}",
                $"Rappel de paiement: facture {invoice.Number}",
                $"Promemoria di pagamento: fattura {invoice.Number}"),
            (_, true) => language.Pick(
                $"Letzte Mahnung: Rechnung {invoice.Number}",
                $"Final notice: invoice {invoice.Number}",
                $"Dernier rappel: facture {invoice.Number}",
                $"Ultimo sollecito: fattura {invoice.Number}"),
            _ => language.Pick(
                $"{claim.Number - 1}. Mahnung: Rechnung {invoice.Number}",
                $"Notice {claim.Number - 1}: invoice {invoice.Number}",
                $"Rappel n° {claim.Number - 1}: facture {invoice.Number}",
                $"Sollecito n. {claim.Number - 1}: fattura {invoice.Number}"),
        };
        return new MailContent(
            language,
            subject,
            language.Pick(
                "Der Betrag ist noch offen.", "The amount is still open.",
                "Le montant n’est pas encore réglé.", "L’importo non è ancora stato pagato."),
            new Greeting(invoice.Document.Buyer.ContactName),
            new Paragraph(OpeningOf(invoice, claim)),
            new Facts([.. HowToPay(invoice), .. ClaimOf(invoice, claim)]),
            new Paragraph(language.Pick(
                "Haben Sie inzwischen gezahlt? Dann ist diese E-Mail gegenstandslos.",
                "If you have paid in the meantime, please disregard this e-mail.",
                "Si vous avez payé entre-temps, cet e-mail est sans objet.",
                "Se nel frattempo ha già pagato, non tenga conto di questa e-mail.")),
            new Link(
                language.Pick("Rechnung ansehen", "Show the invoice", "Voir la facture", "Visualizzare la fattura"),
                portal.Value.Invoice(invoice.OrganizationId, invoice.Number!)));
    }

    private static string OpeningOf(Invoice invoice, LateClaim claim)
    {
        var language = invoice.Document!.Language;
        var day = MailDates.Day(invoice.DueOn!.Value, language);
        if (claim.Number == 1)
        {
            return language.Pick(
                $"sicher haben Sie es übersehen: Diese Rechnung war bis {day} zu zahlen.",
                $"you may have missed it: this invoice was payable by {day}.",
                $"Cela vous a sans doute échappé: cette facture était payable jusqu’au {day}.",
                $"Probabilmente Le è sfuggito: questa fattura era pagabile fino al giorno {day}.");
        }

        return language.Pick(
            $"trotz unserer Erinnerung ist diese Rechnung, die bis {day} zu zahlen war, noch offen.",
            $"despite our reminder this invoice, which was payable by {day}, is still open.",
            $"Malgré notre rappel, cette facture, qui était payable jusqu’au {day}, n’est pas encore réglée.",
            $"Nonostante il nostro promemoria, questa fattura, che era pagabile fino al giorno {day}, non è ancora stata pagata.");
    }

    private static IEnumerable<(string Label, string Value)> HowToPay(Invoice invoice)
    {
        var language = invoice.Document!.Language;
        var bank = invoice.Document.Payment.Account;
        yield return (
            language.Pick("Rechnung", "Invoice", "Facture", "Fattura"),
            $"{invoice.Number}, {MailDates.Day(invoice.Date!.Value, language)}");
        yield return (
            language.Pick("Offen", "Open", "Montant dû", "Importo dovuto"),
            DocumentFormat.Amount(invoice.Open, invoice.Currency, language));
        if (invoice.DueOn is { } due)
            yield return (
                language.Pick("Zahlbar bis", "Payable by", "Payable jusqu’au", "Pagabile fino al giorno"),
                MailDates.Day(due, language));
        yield return (language.Pick("Empfänger", "Payee", "Bénéficiaire", "Beneficiario"), bank.Holder);
        yield return ("IBAN", Iban.Group(bank.Iban));
        yield return (language.Pick("Verwendungszweck", "Reference", "Communication", "Comunicazione"), invoice.Number!);
    }

    private static IEnumerable<(string Label, string Value)> ClaimOf(Invoice invoice, LateClaim claim)
    {
        var language = invoice.Document!.Language;
        if (claim.Interest > 0)
            yield return (
                language.Pick(
                    "Verzugszinsen bis heute", "Interest until today", "Intérêts moratoires à ce jour", "Interessi di mora fino a oggi"),
                DocumentFormat.Amount(claim.Interest, invoice.Currency, language));
        if (claim.LumpSum > 0)
            yield return (
                language.Pick(
                    "Verzugspauschale", "Lump sum for late payment", "Indemnité forfaitaire de retard", "Indennità forfettaria di mora"),
                DocumentFormat.Amount(claim.LumpSum, invoice.Currency, language));
    }
}
