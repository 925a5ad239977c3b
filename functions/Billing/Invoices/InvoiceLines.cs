using Accounts.Billing.Charges;
using Accounts.Billing.Documents;
using Accounts.Platform.Values;
using Accounts.Sales.Taxes;

namespace Accounts.Billing.Invoices;

/// <summary>Makes the lines of an invoice from its charges.</summary>
public static class InvoiceLines
{
    /// <summary>The lines, numbered from 1 on in the order of the charges.</summary>
    /// <param name="charges">What is billed.</param>
    /// <param name="tax">How the invoice is taxed.</param>
    /// <param name="supplier">The country whose tax rates apply.</param>
    public static IReadOnlyList<InvoiceLine> Of(IReadOnlyList<Charge> charges, TaxDecision tax, Country supplier) =>
        [.. charges.Select((charge, index) => Of(index + 1, charge, tax, supplier))];

    private static InvoiceLine Of(int number, Charge charge, TaxDecision tax, Country supplier) => new()
    {
        Number = number,
        ChargeId = charge.Id,
        Name = charge.Description,
        Note = charge.Note,
        Quantity = charge.Quantity,
        Unit = charge.Unit,
        UnitPrice = charge.UnitPrice.Amount,
        TaxClass = charge.TaxClass,
        Tax = TaxOf(charge, tax, supplier),
        SuppliedFrom = charge.SuppliedFrom,
        SuppliedTo = charge.SuppliedTo,
        UsedBy = new UsedBy(charge.OrganizationId, charge.OrganizationName),
        OrderId = charge.OrderId,
        PurchaseOrderNumber = charge.PurchaseOrderNumber,
        DeliveryNote = charge.DeliveryNote,
    };

    // The rate depends on the day of supply. Until it is decided how to tax the invoice, a draft shows no tax.
    private static LineTax TaxOf(Charge charge, TaxDecision tax, Country supplier) => tax.Treatment == TaxTreatment.Taxable
        ? new LineTax("S", TaxRates.On(charge.SuppliedFrom, supplier, charge.TaxClass))
        : new LineTax(tax.Code ?? "", 0, tax.ReasonCode, tax.Note);
}
