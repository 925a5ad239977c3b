using System.Globalization;
using Accounts.Billing.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Billing.Invoices;

/// <summary>Sentences of invoices, in their language.</summary>
public static class InvoiceTexts
{
    /// <summary>The terms of payment; null when nothing is to be paid.</summary>
    public static string? Terms(InvoiceDocument document)
    {
        if (document.DueOn is not { } due)
            return null;
        var language = document.Language;
        if (document.Payment is { Means: PaymentMeans.Card, CardLastFour: { } digits })
        {
            return language.Pick(
                $"Der Betrag wird von Ihrer Kreditkarte mit den Endziffern {digits} eingezogen.",
                $"The amount is charged to your credit card ending in {digits}.",
                $"Le montant est débité de votre carte de crédit se terminant par {digits}.",
                $"L’importo viene addebitato sulla Sua carta di credito che termina con {digits}.");
        }

        var day = MailDates.Day(due, language);
        var plain = language.Pick(
            $"Zahlbar ohne Abzug bis {day}.", $"Payable without deduction by {day}.",
            $"Payable sans déduction jusqu’au {day}.", $"Pagabile senza deduzioni fino al giorno {day}.");
        // In the XML, this line replaces the sentence for human readers (BR-DE-18).
        return document.EarlyPayment is { } early
            ? string.Create(CultureInfo.InvariantCulture, $"#SKONTO#TAGE={early.Days}#PROZENT={early.Discount / 100m:0.00}#\n{plain}\n")
            : plain;
    }

    /// <summary>The terms for human readers, without the coded lines for programs.</summary>
    public static List<string> SentencesOf(InvoiceDocument document) =>
        [.. (document.Terms ?? "").Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'))];

    /// <summary>Says which invoice a cancellation cancels, and why.</summary>
    public static string Cancels(Language language, DocumentKind kind, string number, DateOnly date, string reason)
    {
        var day = MailDates.Day(date, language);
        var cancels = kind == DocumentKind.Cancellation
            ? language.Pick(
                $"Diese Stornorechnung nimmt die Rechnung {number} vom {day} zurück.",
                $"This document cancels invoice {number} of {day}.",
                $"Cette facture d’annulation annule la facture {number} du {day}.",
                $"Questa fattura di storno annulla la fattura {number} del giorno {day}.")
            : language.Pick(
                $"Diese Stornorechnung nimmt einen Teil der Rechnung {number} vom {day} zurück.",
                $"This document cancels a part of invoice {number} of {day}.",
                $"Cette facture d’annulation annule une partie de la facture {number} du {day}.",
                $"Questa fattura di storno annulla una parte della fattura {number} del giorno {day}.");
        return $"{cancels} {language.Pick("Grund", "Reason", "Motif", "Motivo")}: {reason}";
    }
}
