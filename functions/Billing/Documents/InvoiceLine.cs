using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Billing.Documents;

/// <summary>One line of an invoice (BG-25).</summary>
public sealed record InvoiceLine
{
    /// <summary>The position, starting at 1 (BT-126).</summary>
    public required int Number { get; init; }

    /// <summary>The charge that it bills.</summary>
    public required string ChargeId { get; init; }

    /// <summary>What was sold (BT-153).</summary>
    public required string Name { get; init; }

    /// <summary>Further text (BT-127); may have several lines.</summary>
    public string? Note { get; init; }

    /// <summary>Quantity (BT-129); negative for a credit.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>What the quantity is counted in (BT-130).</summary>
    public required Unit Unit { get; init; }

    /// <summary>Net, in minor units, never negative (BT-146, BR-27).</summary>
    public required long UnitPrice { get; init; }

    /// <summary>Which of the supplier's tax rates applies if the supply is taxed.</summary>
    public required TaxClass TaxClass { get; init; }

    /// <summary>How it is taxed.</summary>
    public required LineTax Tax { get; init; }

    /// <summary>First day of supply (BT-134).</summary>
    public required DateOnly SuppliedFrom { get; init; }

    /// <summary>Last day of supply (BT-135); the same as the first if there is no period.</summary>
    public required DateOnly SuppliedTo { get; init; }

    /// <summary>The account that used it.</summary>
    public required UsedBy UsedBy { get; init; }

    /// <summary>Id of our order.</summary>
    public string? OrderId { get; init; }

    /// <summary>The customer's order number for it.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>The delivery note that lists it.</summary>
    public string? DeliveryNote { get; init; }

    /// <summary>The customer's cost centre (BT-133).</summary>
    public string? CostCentre { get; init; }

    /// <summary>Net, in minor units (BT-131).</summary>
    public long Net => Amounts.LineNet(Quantity, UnitPrice);
}

/// <summary>The account that used what a line bills. On a collective invoice, it can be another account than the one that pays.</summary>
/// <param name="CustomerNumber">Its customer number.</param>
/// <param name="Name">The company's name.</param>
public sealed record UsedBy(string CustomerNumber, string Name);

/// <summary>How a line is taxed.</summary>
/// <param name="Category">UNTDID 5305 code: S, AE, O or E (BT-151).</param>
/// <param name="Rate">In hundredths of a percent (BT-152); 0 where no tax is charged.</param>
/// <param name="ReasonCode">VATEX code of the reason why no tax is charged (BT-121); null for S.</param>
/// <param name="Note">The sentence that the document must contain about it (BT-120); null for S.</param>
public sealed record LineTax(string Category, int Rate, string? ReasonCode = null, string? Note = null);
