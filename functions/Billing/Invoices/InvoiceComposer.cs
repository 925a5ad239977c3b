using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Customers.Contacts;
using Accounts.Customers.Organizations;
using Accounts.Platform.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Taxes;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Invoices;

/// <summary>The account that an invoice is addressed to, as it is now.</summary>
/// <param name="Id">Its customer number.</param>
/// <param name="Account">Its customer account.</param>
/// <param name="Contact">Its active invoice contact.</param>
public sealed record InvoiceCustomer(string Id, CustomerAccount Account, Contact Contact);

/// <summary>Composes the content of invoices. Reads and writes no rows.</summary>
public sealed class InvoiceComposer(IOptions<ProviderOptions> provider, IOptions<InvoicingOptions> options)
{
    /// <summary>How supplies to an account are taxed now.</summary>
    public TaxDecision TaxOf(CustomerAccount account) =>
        TaxDecision.Of(new TaxSupplier(provider.Value.Country, provider.Value.SmallBusiness), account, account.Language);

    public IReadOnlyList<InvoiceLine> LinesOf(IReadOnlyList<Charge> charges, TaxDecision tax) =>
        InvoiceLines.Of(charges, tax, provider.Value.Country);

    /// <summary>The document, still without a number.</summary>
    /// <param name="customer">The customer that it is addressed to.</param>
    /// <param name="purchaseOrderNumber">The customer's order number that all lines share.</param>
    /// <param name="charges">The charges that it bills.</param>
    /// <param name="date">Its date.</param>
    public InvoiceDocument Compose(
        InvoiceCustomer customer, string? purchaseOrderNumber, IReadOnlyList<Charge> charges, DateOnly date)
    {
        var account = customer.Account;
        var lines = LinesOf(charges, TaxOf(account));
        var document = new InvoiceDocument
        {
            Kind = DocumentKind.Invoice,
            Date = date,
            Language = account.Language,
            Currency = provider.Value.Currency,
            // For an authority the Leitweg-ID, otherwise a reference by which the customer finds the invoice (BR-DE-15).
            BuyerReference = account.InvoiceReference ?? purchaseOrderNumber ?? customer.Id,
            PurchaseOrderNumber = purchaseOrderNumber,
            DeliveryNote = OnlyOne(lines.Select(line => line.DeliveryNote)),
            Seller = Seller(),
            Buyer = BuyerOf(customer),
            Payment = PaymentOf(account),
            Lines = lines,
            Totals = InvoiceTotals.Of(lines),
        };
        return WithTerms(document, account.Payment);
    }

    /// <summary>The document with its number and date, and everything that depends on the date.</summary>
    public static InvoiceDocument Numbered(InvoiceDocument document, TakenNumber taken)
    {
        var dated = document with { Number = taken.Number, Date = taken.Date, DueOn = DueOn(document, taken.Date) };
        return dated with { Terms = InvoiceTexts.Terms(dated) };
    }

    /// <summary>The due date of a document if it is issued on another date; null if nothing is to be paid.</summary>
    public static DateOnly? DueOn(InvoiceDocument document, DateOnly date) =>
        document.DueOn is { } due ? date.AddDays(due.DayNumber - document.Date.DayNumber) : null;

    private InvoiceDocument WithTerms(InvoiceDocument document, Payment payment)
    {
        if (document.Totals.Payable <= 0)
            return document;
        var days = payment.Method == PaymentMethod.Card ? 0 : options.Value.PaymentDays;
        var early = options.Value is { EarlyPaymentDays: > 0, EarlyPaymentDiscount: > 0 } && payment.Method != PaymentMethod.Card
            ? new EarlyPayment(options.Value.EarlyPaymentDays, options.Value.EarlyPaymentDiscount)
            : null;
        var due = document with { DueOn = document.Date.AddDays(days), EarlyPayment = early };
        return due with { Terms = InvoiceTexts.Terms(due) };
    }

    private Seller Seller()
    {
        var seller = provider.Value;
        return new Seller
        {
            Name = seller.Name!,
            Address = new Address(seller.Street!, null, seller.PostalCode!, seller.City!, seller.Country.ToString()),
            VatId = seller.VatId!,
            TaxNumber = seller.TaxNumber!,
            Register = seller.Register!,
            ContactName = seller.ContactPerson!,
            Phone = seller.Phone!,
            Email = seller.Email!,
        };
    }

    private static Buyer BuyerOf(InvoiceCustomer customer) => new()
    {
        CustomerNumber = customer.Id,
        Company = customer.Account.Company,
        VatId = customer.Account.VatId,
        ContactName = customer.Contact is { FirstName: { } first, LastName: { } last } ? $"{first} {last}" : null,
        Email = customer.Contact.Email,
    };

    private PaymentInstructions PaymentOf(CustomerAccount account)
    {
        var seller = provider.Value;
        var to = new BankAccount(seller.Name!, Iban.Parse(seller.Iban).Value!, seller.Bic, seller.Bank!);
        return account.Payment is { Method: PaymentMethod.Card, Card: { } card }
            ? new PaymentInstructions(PaymentMeans.Card, to, card.LastFour)
            : new PaymentInstructions(PaymentMeans.Transfer, to);
    }

    private static string? OnlyOne(IEnumerable<string?> values) => values.Distinct().ToList() is [{ } one] ? one : null;
}
