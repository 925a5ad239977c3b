using Accounts.Billing.Documents;

namespace Accounts.Billing.Invoices;

/// <summary>
/// An entry of the register of issued documents (Rechnungsausgangsbuch). It is made from the invoice alone, and never changes. Amounts
/// are in minor units; those of cancellations are negative.
/// </summary>
public sealed record RegisterEntry
{
    public required string Number { get; init; }

    public required DocumentKind Kind { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>The last day for payment, as the document says it.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The customer number of the account that pays.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The invoice's id within that account.</summary>
    public required string InvoiceId { get; init; }

    /// <summary>The company, as the document prints it.</summary>
    public required string Customer { get; init; }

    /// <summary>The country of that company.</summary>
    public required string CustomerCountry { get; init; }

    public string? CustomerVatId { get; init; }

    /// <summary>The country in which the seller is taxed.</summary>
    public required string SellerCountry { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    public required PaymentMeans Means { get; init; }

    /// <summary>The number of the invoice that a cancellation cancels.</summary>
    public string? RefersTo { get; init; }

    /// <summary>By category and rate.</summary>
    public required IReadOnlyList<RegisteredTax> Taxes { get; init; }

    /// <summary>The entry of a finalized document.</summary>
    public static RegisterEntry Of(Invoice invoice)
    {
        var document = invoice.Document!;
        return new RegisterEntry
        {
            Number = invoice.Number!,
            Kind = invoice.Kind,
            Date = invoice.Date!.Value,
            // As the document says it: the due date of the invoice moves when a card is refused.
            DueOn = InvoiceComposer.DueOn(document, invoice.Date!.Value),
            OrganizationId = invoice.OrganizationId,
            InvoiceId = invoice.Id,
            Customer = document.Buyer.Company.Name,
            CustomerCountry = document.Buyer.Company.Address.Country,
            CustomerVatId = document.Buyer.VatId,
            SellerCountry = document.Seller.Address.Country,
            Currency = invoice.Currency,
            Means = document.Payment.Means,
            RefersTo = invoice.RefersTo?.Number,
            Taxes =
            [
                .. from tax in invoice.Totals.Taxes
                   let supply = invoice.Use?.Supplies.FirstOrDefault(supply => (supply.Category, supply.Rate) == (tax.Category, tax.Rate))
                   select new RegisteredTax(tax.Category, tax.Rate, invoice.Sign * tax.Net, invoice.Sign * tax.Tax, tax.ReasonCode)
                   {
                       SuppliedFrom = supply?.From,
                       SuppliedTo = supply?.To,
                   },
            ],
        };
    }
}

/// <summary>The tax of one category and rate of a document, in minor units.</summary>
/// <param name="Category">UNTDID 5305 code.</param>
/// <param name="Rate">In hundredths of a percent.</param>
/// <param name="Net">The taxable amount.</param>
/// <param name="Tax">The tax.</param>
/// <param name="ReasonCode">VATEX code of the reason why no tax is charged.</param>
public sealed record RegisteredTax(string Category, int Rate, long Net, long Tax, string? ReasonCode)
{
    /// <summary>First day of supply; null for documents made before it was recorded.</summary>
    public DateOnly? SuppliedFrom { get; init; }

    /// <summary>Last day of supply.</summary>
    public DateOnly? SuppliedTo { get; init; }
}
