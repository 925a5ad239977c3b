using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Orders;

/// <summary>An order as lists show it.</summary>
/// <param name="Id">Number of the order, as on every document.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="State">State of the order.</param>
/// <param name="Licenses">State of its licenses; absent when it has none.</param>
/// <param name="Services">State of its services; absent when it has none.</param>
/// <param name="Account">State of its sub-account; absent when it orders none.</param>
/// <param name="PurchaseOrderNumber">The customer's own order number.</param>
/// <param name="ProjectId">The project that it is for.</param>
/// <param name="ProcureOn">The day on which licenses are bought.</param>
/// <param name="TaxTreatment">Whether and why tax is charged.</param>
/// <param name="Currency">ISO 4217, of all amounts.</param>
/// <param name="Net">Before tax, in minor units.</param>
/// <param name="Gross">With tax, as far as it is decided, in minor units.</param>
/// <param name="Links">Related routes.</param>
public sealed record OrderSummary(
    string Id,
    DateTimeOffset PlacedAt,
    OrderState State,
    LicenseState? Licenses,
    ServiceState? Services,
    AccountState? Account,
    string? PurchaseOrderNumber,
    string? ProjectId,
    DateOnly? ProcureOn,
    TaxTreatment TaxTreatment,
    string Currency,
    long Net,
    long Gross,
    OrderLinks Links)
{
    public static OrderSummary Of(Order order) => new(
        order.Id,
        order.PlacedAt,
        order.State,
        order.Licenses,
        order.Services,
        order.AccountState,
        order.PurchaseOrderNumber,
        order.ProjectId,
        order.ProcureOn,
        order.Tax.Treatment,
        order.Totals.Currency,
        order.Totals.Net,
        order.Totals.Gross,
        OrderLinks.Of(order));
}

/// <summary>Links of an order.</summary>
/// <param name="Self">The order.</param>
/// <param name="Confirmation">Its confirmation as PDF.</param>
/// <param name="DeliveryNote">Its delivery note as PDF, once there is one.</param>
/// <param name="Licenses">Its licenses; absent on an order without any.</param>
/// <param name="Appointments">Its appointments; absent on an order without services.</param>
/// <param name="PerformanceRecords">Its performance records; absent on an order without services.</param>
/// <param name="SubAccount">The sub-account that it orders; absent on an order that orders none.</param>
/// <param name="Organization">The organization that placed it.</param>
/// <param name="Process">Its process.</param>
public sealed record OrderLinks(
    string Self,
    string Confirmation,
    string? DeliveryNote,
    string? Licenses,
    string? Appointments,
    string? PerformanceRecords,
    string? SubAccount,
    string Organization,
    string Process)
{
    public static OrderLinks Of(Order order)
    {
        var (self, organization) = ("/api/orders/" + order.Id, "/api/organizations/" + OrderId.Parse(order.Id)!.OrganizationId);
        return new(
            self,
            self + "/confirmation",
            order.DeliveryNote is null ? null : self + "/delivery-note",
            order.Licenses is null ? null : self + "/licenses",
            order.Services is null ? null : self + "/appointments",
            order.Services is null ? null : self + "/performance-records",
            order.Account is { } account ? $"{organization}/sub-accounts/{account.Id}" : null,
            organization,
            "/api/processes/" + OrderProcess.IdOf(order));
    }
}

/// <summary>An order as the interface shows it.</summary>
/// <param name="Order">The summary, as in lists.</param>
/// <param name="Lines">What was ordered.</param>
/// <param name="TaxDecision">Whether and why tax is charged, with the note that documents carry.</param>
/// <param name="Totals">The totals, in minor units.</param>
/// <param name="Recipient">How the confirmation is addressed.</param>
/// <param name="LayoutWish">A wish for the layout of the confirmation.</param>
/// <param name="TechnicalContact">The person who handles the licenses.</param>
/// <param name="Terms">The terms it was placed under.</param>
/// <param name="Timeline">What has happened, oldest first.</param>
public sealed record OrderView(
    OrderSummary Order,
    IReadOnlyList<OrderLineView> Lines,
    TaxDecision TaxDecision,
    OrderTotals Totals,
    RecipientView Recipient,
    string? LayoutWish,
    TechnicalContact? TechnicalContact,
    OrderTerms Terms,
    IReadOnlyList<OrderEventView> Timeline)
{
    /// <summary>Shows an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="events">What has happened to it.</param>
    /// <param name="language">Language of the reader.</param>
    public static OrderView Of(Order order, IReadOnlyList<OrderLine> lines, IReadOnlyList<OrderEvent> events, Language language) => new(
        OrderSummary.Of(order),
        [.. lines.Select(OrderLineView.Of)],
        order.Tax,
        order.Totals,
        RecipientView.Of(order.Recipient),
        order.LayoutWish,
        order.TechnicalContact,
        order.Terms,
        [
            .. events.Select(
                happened => new OrderEventView(happened.At, happened.Kind, OrderEventTexts.Of(happened, language), happened.Subject)),
        ]);
}

/// <summary>How the confirmation is addressed, as the interface shows it.</summary>
/// <param name="CompanyName">The name above the address.</param>
/// <param name="Attention">The person or department it is for.</param>
/// <param name="Address">The address.</param>
/// <param name="Email">The address that it is mailed to.</param>
public sealed record RecipientView(string CompanyName, string? Attention, Address Address, string Email)
{
    public static RecipientView Of(OrderRecipient recipient) =>
        new(recipient.Company, recipient.Attention, recipient.Address, recipient.Email);
}

/// <summary>A line as the interface shows it.</summary>
/// <param name="Number">Its place, from 1 on.</param>
/// <param name="Sku">The product.</param>
/// <param name="Name">Name in German and English, and in French and Italian where given.</param>
/// <param name="Kind">Kind of the product.</param>
/// <param name="Deployment">For licenses only.</param>
/// <param name="Unit">What the price is for.</param>
/// <param name="UnitPrice">Net, in minor units.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Interval">How often the price is charged.</param>
/// <param name="Net">In minor units; for a price by month or year, of one whole period.</param>
/// <param name="TaxRate">In hundredths of a percent; absent when no tax is charged, or while that must be reviewed.</param>
/// <param name="TeamName">The team that does the work of a service.</param>
public sealed record OrderLineView(
    int Number,
    string Sku,
    ProductName Name,
    ProductKind Kind,
    Deployment? Deployment,
    Unit Unit,
    long UnitPrice,
    int Quantity,
    Interval Interval,
    long Net,
    int? TaxRate,
    string? TeamName)
{
    public static OrderLineView Of(OrderLine line) => new(
        line.Number,
        line.Sku,
        line.Name,
        line.Kind,
        line.Deployment,
        line.Unit,
        line.UnitPrice,
        line.Quantity,
        line.Recurrence?.Interval ?? Interval.Once,
        line.Net,
        line.TaxRate,
        line.Team?.Name);
}

/// <summary>An event as the interface shows it.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">A stable code.</param>
/// <param name="Text">The event in words, in the language of the request.</param>
/// <param name="Subject">What it concerns: a product, an appointment, a performance record.</param>
public sealed record OrderEventView(DateTimeOffset At, OrderEventKind Kind, string Text, string? Subject);
