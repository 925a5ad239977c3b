using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Billing.EInvoices;
using Accounts.Customers.Contacts;
using Accounts.Customers.Organizations;
using Accounts.Sales.Taxes;

namespace Accounts.Billing.Invoices;

/// <summary>A draft as it would be finalized now.</summary>
/// <param name="Document">What it would contain.</param>
/// <param name="ContactId">The contact that it would be mailed to.</param>
/// <param name="Tax">How it is taxed.</param>
/// <param name="Review">Why it cannot be finalized; null if it can be.</param>
public sealed record DraftReading(InvoiceDocument Document, string ContactId, TaxDecision Tax, Review? Review);

/// <summary>Reads drafts as they would be finalized: composes the document, and checks it.</summary>
public sealed class InvoiceReading(
    InvoiceStore invoices, OrganizationStore organizations, ContactStore contacts, InvoiceComposer composer)
{
    /// <summary>Used in checks as the number that the draft does not have yet.</summary>
    private const string Placeholder = "ENTWURF-0";

    /// <summary>Reads a draft. Three storage operations.</summary>
    public async Task<DraftReading> ReadAsync(Invoice invoice, DateOnly date, CancellationToken cancellationToken)
    {
        var charges = await invoices.ChargesAsync(invoice, cancellationToken);
        return await ReadAsync(invoice.OrganizationId, invoice.PurchaseOrderNumber, charges, date, cancellationToken);
    }

    /// <summary>The same for charges that could become a draft. Two storage operations.</summary>
    public async Task<DraftReading> ReadAsync(
        string payerId, string? purchaseOrderNumber, IReadOnlyList<Charge> charges, DateOnly date, CancellationToken cancellationToken)
    {
        var account = await organizations.FindAccountAsync(payerId, cancellationToken)
            ?? throw new InvalidOperationException("Accounts are never deleted.");
        var contact = await contacts.FindAsync(payerId, account.Value.InvoiceContactId, cancellationToken)
            ?? throw new InvalidOperationException("The active invoice contact cannot be deleted.");
        var customer = new InvoiceCustomer(payerId, account.Value, contact.Value);
        var (document, tax) = (composer.Compose(customer, purchaseOrderNumber, charges, date), composer.TaxOf(account.Value));
        return new DraftReading(document, contact.Value.Id, tax, ReviewOf(document, tax));
    }

    private static Review? ReviewOf(InvoiceDocument document, TaxDecision tax)
    {
        if (tax.Question is { } question)
        {
            return question switch
            {
                TaxQuestion.TaxIdNotVerified => new(
                    ReviewReason.TaxIdNotVerified,
                    "The VAT id is not verified, so an invoice without tax cannot be issued. This continues automatically once the "
                        + "official service has verified it."),
                TaxQuestion.TaxIdMissing => new(
                    ReviewReason.TaxIdMissing,
                    "The account has no VAT id, so an invoice without tax cannot be issued. Ask the customer to add it."),
                _ => new(
                    ReviewReason.CountryByHand,
                    "VAT ids of this country cannot be verified here. Bill this outside of this system, and hold this draft with the "
                        + "number of that invoice as the reason. If the draft is dropped, the next run makes it again."),
            };
        }

        if (document.Totals.Gross < 0)
        {
            return new(
                ReviewReason.NegativeTotal,
                "The credits are more than the charges. Cancel the invoices that they belong to, in part, and hold this draft. If it is "
                    + "dropped, the next run makes it again.");
        }

        var findings = DocumentChecks.Check(document with { Number = Placeholder });
        return findings.Count == 0
            ? null
            : new(ReviewReason.DocumentInvalid, string.Join(' ', findings.Take(10).Select(finding => $"{finding.Rule}: {finding.Text}")));
    }
}
