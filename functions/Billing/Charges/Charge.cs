using System.Globalization;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Taxes;

namespace Accounts.Billing.Charges;

/// <summary>
/// One item to be billed exactly once (Abrechnungsposten). Its id is made of its source, so that it can never be made twice. Only
/// <see cref="InvoiceId"/> and <see cref="IsOffset"/> change later.
/// </summary>
public sealed record Charge
{
    /// <summary>
    /// The id, made of the source: order and line; order, record and entry; subscription and day. Manual charges have an id of their own.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The account that uses it.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The company's name when the charge was made.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>The account that pays: the same, or its main account.</summary>
    public required string PayerId { get; init; }

    /// <summary>What it is for.</summary>
    public required ChargeCause Cause { get; init; }

    /// <summary>The text on the invoice, in the language of the account.</summary>
    public required string Description { get; init; }

    /// <summary>Further text; may have several lines.</summary>
    public string? Note { get; init; }

    /// <summary>Quantity with at most two decimals; negative for a credit.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>What the quantity is counted in.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Net, per unit.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>Which of the supplier's tax rates applies if the supply is taxed.</summary>
    public required TaxClass TaxClass { get; init; }

    /// <summary>First day of supply, which decides the tax rate.</summary>
    public required DateOnly SuppliedFrom { get; init; }

    /// <summary>Last day of supply; the same as the first if there is no period.</summary>
    public required DateOnly SuppliedTo { get; init; }

    /// <summary>The day from which it is billed.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Id of our order.</summary>
    public string? OrderId { get; init; }

    /// <summary>The customer's own order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>The delivery note that lists it.</summary>
    public string? DeliveryNote { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The subscription whose period it bills.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Id of the charge that it reverses.</summary>
    public string? Corrects { get; init; }

    /// <summary>The draft or invoice that bills it, in the account of its payer; null if there is none.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>Whether it and its correction cancelled each other out before either was billed.</summary>
    public bool IsOffset { get; init; }

    /// <summary>Makes the charge for an item that an order delivered.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="index">Index of the item in the delivery.</param>
    /// <param name="payerId">The account that pays.</param>
    /// <param name="madeAt">When it is made.</param>
    public static Charge Of(Delivery delivery, int index, string payerId, DateTimeOffset madeAt)
    {
        var (order, item) = (delivery.Order, delivery.Items[index]);
        var cause = (delivery.RecordId, item.Line.Kind) switch
        {
            (not null, _) => ChargeCause.PerformanceRecord,
            (_, ProductKind.Account) => ChargeCause.SubAccount,
            _ => ChargeCause.License,
        };
        return new Charge
        {
            Id = IdOf(delivery, index),
            OrganizationId = Sales.Orders.OrderId.Parse(order.Id)!.OrganizationId,
            OrganizationName = order.Customer.Company.Name,
            PayerId = payerId,
            Cause = cause,
            Description = item.Line.Name.In(order.Language),
            Note = item.Description ?? order.Account?.In(order.Language),
            Quantity = item.Quantity,
            Unit = item.Line.Unit,
            UnitPrice = new Money(item.Line.UnitPrice, order.Totals.Currency),
            TaxClass = item.Line.TaxClass,
            SuppliedFrom = delivery.SuppliedOn,
            SuppliedTo = delivery.SuppliedOn,
            DueOn = delivery.DueOn,
            OrderId = order.Id,
            PurchaseOrderNumber = order.PurchaseOrderNumber,
            DeliveryNote = cause == ChargeCause.License ? Sales.Licenses.DeliveryNote.NumberOf(order.Id, delivery: 1) : null,
            MadeAt = madeAt,
        };
    }

    /// <summary>The id of an item's charge, or of its subscription if the price is recurring.</summary>
    public static string IdOf(Delivery delivery, int index) => delivery.RecordId is { } record
        ? OfRecord(delivery.Order.Id, record, index)
        : OfLine(delivery.Order.Id, delivery.Items[index].Line.Number);

    /// <summary>The charge id of a line that is delivered once.</summary>
    public static string OfLine(string orderId, int line) => string.Create(CultureInfo.InvariantCulture, $"{orderId}-line-{line:D3}");

    /// <summary>Makes the correction that reverses this charge.</summary>
    public Charge Withdraw(DateOnly dueOn, DateTimeOffset madeAt) => this with
    {
        Id = Id + "-withdrawn",
        Cause = ChargeCause.Correction,
        Quantity = -Quantity,
        DueOn = dueOn,
        MadeAt = madeAt,
        Corrects = Id,
        InvoiceId = null,
    };

    /// <summary>The charge id of an entry of a performance record.</summary>
    public static string OfRecord(string orderId, string recordId, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{orderId}-record-{recordId}-{index + 1:D2}");

    /// <summary>The id of the performance record that a charge belongs to; null for other charges.</summary>
    public static string? RecordOf(Charge charge) => charge.Cause == ChargeCause.PerformanceRecord
        ? charge.Id[(charge.OrderId!.Length + "-record-".Length)..charge.Id.LastIndexOf('-')]
        : null;
}

/// <summary>What a charge is for.</summary>
public enum ChargeCause
{
    /// <summary>A line of licenses was bought.</summary>
    License,

    /// <summary>A sub-account that includes the line was set up.</summary>
    SubAccount,

    /// <summary>Work was accepted.</summary>
    PerformanceRecord,

    /// <summary>An operator created the charge.</summary>
    Manual,

    /// <summary>Another charge is reversed.</summary>
    Correction,

    /// <summary>A period of a recurring price began, or its quantity changed within one.</summary>
    Period,
}
