using Accounts.Billing.Documents;

namespace Accounts.Billing.Invoices;

/// <summary>
/// What the register of issued documents (Rechnungsausgangsbuch) says of one. Made of the invoice alone, and the same for ever.
/// Amounts are in minor units; those of cancellations are negative.
/// </summary>
public sealed record RegisterEntry
{
    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Its date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The day until which it is to be paid.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The account that pays: its customer number.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Names it within that account.</summary>
    public required string InvoiceId { get; init; }

    /// <summary>The company, as the document prints it.</summary>
    public required string Customer { get; init; }

    /// <summary>Where that is.</summary>
    public required string CustomerCountry { get; init; }

    /// <summary>Its VAT id.</summary>
    public string? CustomerVatId { get; init; }

    /// <summary>Where the seller is taxed.</summary>
    public required string SellerCountry { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>How it is paid.</summary>
    public required PaymentMeans Means { get; init; }

    /// <summary>The number of the invoice that a cancellation takes back.</summary>
    public string? RefersTo { get; init; }

    /// <summary>By category and rate.</summary>
    public required IReadOnlyList<RegisteredTax> Taxes { get; init; }

    /// <summary>The entry of what is finalized.</summary>
    public static RegisterEntry Of(Invoice invoice)
    {
        var document = invoice.Document!;
        return new RegisterEntry
        {
            Number = invoice.Number!,
            Kind = invoice.Kind,
            Date = invoice.Date!.Value,
            // As the document says it: that of the invoice moves when a card is refused.
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
/// <param name="Net">What it is charged on.</param>
/// <param name="Tax">The tax.</param>
/// <param name="ReasonCode">VATEX code of why none is charged.</param>
public sealed record RegisteredTax(string Category, int Rate, long Net, long Tax, string? ReasonCode)
{
    /// <summary>First day of supply; null of documents from before it was noted.</summary>
    public DateOnly? SuppliedFrom { get; init; }

    /// <summary>Last day of supply.</summary>
    public DateOnly? SuppliedTo { get; init; }
}
