using Accounts.Access.Work;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Billing.Invoices;

/// <summary>Drafts that wait for a person for one reason. Each reason has its own instance.</summary>
public sealed class InvoiceReviewWork(InvoiceReviews reviews, ReviewReason reason) : IWorkSource
{
    /// <inheritdoc />
    public WorkKind Kind => WorkKind.InvoiceReview;

    /// <inheritdoc />
    public async Task<WorkPage> ListAsync(PageRequest page, Language language, CancellationToken cancellationToken)
    {
        var nextStep = NextStep(language);
        var found = await reviews.ListAsync(reason, page, cancellationToken);
        return new(
            [.. found.Items.Select(item => item.Value).Select(waiting => new WorkItem(
                Kind, waiting.InvoiceId, CentralEurope.StartOf(waiting.Day), InvoiceReviewView.Of(waiting).Links.Invoice, nextStep))],
            found.Next);
    }

    private string NextStep(Language language) => (reason, language) switch
    {
        (ReviewReason.TaxIdNotVerified, Language.German) =>
            "USt-IdNr. mit dem Kunden klären; ist sie geprüft, stellt der nächste Lauf die Rechnung aus.",
        (ReviewReason.TaxIdNotVerified, _) =>
            "Clarify the VAT id with the customer; once it is verified, the next run issues the invoice.",
        (ReviewReason.TaxIdMissing, Language.German) => "USt-IdNr. vom Kunden erfragen und im Kundenkonto eintragen lassen.",
        (ReviewReason.TaxIdMissing, _) => "Ask the customer to enter the VAT id in the account.",
        (ReviewReason.CountryByHand, Language.German) =>
            "Außerhalb dieses Systems abrechnen, dann den Entwurf mit dieser Rechnungsnummer als Grund anhalten (POST …/hold).",
        (ReviewReason.CountryByHand, _) =>
            "Bill it outside of this system, then hold the draft with the number of that invoice as the reason (POST …/hold).",
        (ReviewReason.NegativeTotal, Language.German) =>
            "Die Rechnungen stornieren, zu denen die Gutschriften gehören (POST …/cancel), dann den Entwurf anhalten (POST …/hold).",
        (ReviewReason.NegativeTotal, _) =>
            "Cancel the invoices that the credits belong to (POST …/cancel), then hold the draft (POST …/hold).",
        (ReviewReason.DocumentInvalid, Language.German) =>
            "Am Entwurf lesen, welche Regel verletzt ist, Daten berichtigen, dann ausstellen (POST …/finalize).",
        (ReviewReason.DocumentInvalid, _) => "See on the draft which rule is broken, correct the data, then issue it (POST …/finalize).",
        (ReviewReason.NumberAbandoned, Language.German) =>
            "Grund im Lückenprotokoll lesen, beheben, dann neu ausstellen (POST …/finalize).",
        (ReviewReason.NumberAbandoned, _) => "Read the reason in the gap log, fix the cause, then issue it again (POST …/finalize).",
        (_, Language.German) =>
            "Wurde angehalten, Grund am Entwurf: ausstellen (POST …/finalize), verwerfen (DELETE) oder liegen lassen.",
        _ => "It is held for the reason on the draft: issue it (POST …/finalize), drop it (DELETE) or leave it.",
    };
}
