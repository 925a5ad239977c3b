using System.Text.Json.Serialization;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;
using Accounts.Sales.Taxes;

namespace Accounts.Billing.Documents;

/// <summary>The kind of a document.</summary>
public enum DocumentKind
{
    /// <summary>Rechnung; UNTDID 1001 code 380.</summary>
    Invoice,

    /// <summary>Stornorechnung of a whole invoice, with negative quantities; code 384.</summary>
    Cancellation,

    /// <summary>Stornorechnung of a part of an invoice, with positive amounts that are credited; code 381.</summary>
    PartialCancellation,
}

/// <summary>
/// Everything that an invoice says. Its XML and its PDF have the same content, and both can be made again from this alone. Amounts are in
/// minor units of <see cref="Currency"/>. BT and BG are the terms of EN 16931.
/// </summary>
public sealed record InvoiceDocument
{
    /// <summary>The kind of document (BT-3).</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Its number (BT-1); null on a draft.</summary>
    public string? Number { get; init; }

    /// <summary>The day it is issued (BT-2).</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The last day for payment (BT-9); null if nothing is to be paid.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The language of the texts.</summary>
    public required Language Language { get; init; }

    /// <summary>ISO 4217 (BT-5).</summary>
    public required string Currency { get; init; }

    /// <summary>The customer's own reference, such as a Leitweg-ID (BT-10); never empty.</summary>
    public required string BuyerReference { get; init; }

    /// <summary>The customer's order number (BT-13).</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>The contract that it is billed under (BT-12).</summary>
    public string? ContractNumber { get; init; }

    /// <summary>The only delivery note of the invoice (BT-16). If there are several, they are on the lines instead.</summary>
    public string? DeliveryNote { get; init; }

    /// <summary>The invoice that this document cancels (BG-3); only on cancellations.</summary>
    public PrecedingInvoice? Preceding { get; init; }

    /// <summary>The seller (BG-4).</summary>
    public required Seller Seller { get; init; }

    /// <summary>The customer that pays (BG-7).</summary>
    public required Buyer Buyer { get; init; }

    /// <summary>How it is paid (BG-16).</summary>
    public required PaymentInstructions Payment { get; init; }

    /// <summary>A discount for early payment (Skonto); null when there is none.</summary>
    public EarlyPayment? EarlyPayment { get; init; }

    /// <summary>The terms of payment (BT-20), on several lines. A discount is written in the form of BR-DE-18.</summary>
    public string? Terms { get; init; }

    /// <summary>Further sentences, one paragraph each (BT-22), such as the reason of a cancellation.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What is billed (BG-25), grouped by the account that used it.</summary>
    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    /// <summary>Discounts on the sum of the lines (BG-20), split by tax: see <see cref="Discount.Split"/>.</summary>
    public IReadOnlyList<Discount> Discounts { get; init; } = [];

    /// <summary>The tax in the currency of the seller's tax office; null if the invoice is in that currency.</summary>
    public AccountingTax? AccountingTax { get; init; }

    /// <summary>The totals (BG-22) and the taxes (BG-23).</summary>
    public required InvoiceTotals Totals { get; init; }

    /// <summary>The first and last day of supply (BG-14, or BT-72 if it is the same day).</summary>
    [JsonIgnore]
    public (DateOnly From, DateOnly To) Supplied => (Lines.Min(line => line.SuppliedFrom), Lines.Max(line => line.SuppliedTo));

    /// <summary>Whether the invoice is not subject to VAT (category O). It must not contain VAT ids then (BR-O-02).</summary>
    [JsonIgnore]
    public bool IsOutsideVat => Lines.Any(line => line.Tax.Category == "O");
}

/// <summary>An invoice that another document refers to.</summary>
/// <param name="Number">BT-25.</param>
/// <param name="Date">BT-26.</param>
public sealed record PrecedingInvoice(string Number, DateOnly Date);

/// <summary>The provider, as the invoice prints it.</summary>
public sealed record Seller
{
    /// <summary>The company with its legal form (BT-27).</summary>
    public required string Name { get; init; }

    /// <summary>The address (BG-5).</summary>
    public required Address Address { get; init; }

    /// <summary>BT-31.</summary>
    public required string VatId { get; init; }

    /// <summary>BT-32.</summary>
    public required string TaxNumber { get; init; }

    /// <summary>
    /// Register court, kind and number (BT-30). They identify the seller where the XML must not contain the VAT id (BR-CO-26).
    /// </summary>
    public required string Register { get; init; }

    /// <summary>The contact for questions (BT-41).</summary>
    public required string ContactName { get; init; }

    /// <summary>BT-42.</summary>
    public required string Phone { get; init; }

    /// <summary>BT-43, and the electronic address of scheme EM (BT-34).</summary>
    public required string Email { get; init; }
}

/// <summary>The customer that pays, as the invoice prints it.</summary>
public sealed record Buyer
{
    /// <summary>BT-46, the customer number.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>The company with its legal form and address (BT-44, BG-8).</summary>
    public required Company Company { get; init; }

    /// <summary>BT-48; left out of the XML where the invoice is not subject to VAT (BR-O-02).</summary>
    public string? VatId { get; init; }

    /// <summary>The person or mailbox that the invoice goes to (BT-56); null for a mailbox without a name.</summary>
    public string? ContactName { get; init; }

    /// <summary>The e-mail address that the invoice is sent to: the electronic address of scheme EM (BT-49).</summary>
    public required string Email { get; init; }
}

/// <summary>A discount for early payment (Skonto).</summary>
/// <param name="Days">Days after the invoice date within which it is given.</param>
/// <param name="Discount">In hundredths of a percent.</param>
public sealed record EarlyPayment(int Days, int Discount);

/// <summary>How an invoice is paid.</summary>
/// <param name="Means">The means of payment.</param>
/// <param name="Account">
/// The account for a transfer. Also set for a card, because the customer pays by transfer if the card is refused.
/// </param>
/// <param name="CardLastFour">The card's last digits (BT-87); only for <see cref="PaymentMeans.Card"/>.</param>
public sealed record PaymentInstructions(PaymentMeans Means, BankAccount Account, string? CardLastFour = null);

/// <summary>Means of payment (UNTDID 4461).</summary>
public enum PaymentMeans
{
    /// <summary>SEPA credit transfer, 58; in other currencies than the euro a credit transfer, 30.</summary>
    Transfer,

    /// <summary>Credit card, 54.</summary>
    Card,
}

/// <summary>A bank account.</summary>
/// <param name="Holder">BT-85.</param>
/// <param name="Iban">BT-84, without blanks.</param>
/// <param name="Bic">BT-86.</param>
/// <param name="Bank">The bank's name.</param>
public sealed record BankAccount(string Holder, string Iban, string? Bic, string Bank);
