using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Sales.Orders;

/// <summary>An order as lists show it.</summary>
/// <param name="Id">Names the order; its number on every document.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Licenses">Where its licenses stand; absent when it has none.</param>
/// <param name="Services">Where its services stand; absent when it has none.</param>
/// <param name="Account">Where its sub-account stands; absent when it makes none.</param>
/// <param name="PurchaseOrderNumber">The customer's own order number.</param>
/// <param name="ProjectId">The project that it is for.</param>
/// <param name="ProcureOn">The day on which licenses are to be bought.</param>
/// <param name="TaxTreatment">Whether and why tax is charged.</param>
/// <param name="Currency">ISO 4217, of all amounts.</param>
/// <param name="Net">Before tax, in minor units.</param>
/// <param name="Gross">With tax, as far as it is decided, in minor units.</param>
/// <param name="Links">Where the rest is.</param>
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
    /// <summary>Shows an order.</summary>
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

/// <summary>Where the parts of an order are.</summary>
/// <param name="Self">The order.</param>
/// <param name="Confirmation">Its confirmation as PDF.</param>
/// <param name="DeliveryNote">Its delivery note as PDF, once there is one.</param>
/// <param name="Licenses">Its licenses; absent on an order without any.</param>
/// <param name="Appointments">When its services are done; absent on an order without any.</param>
/// <param name="PerformanceRecords">What was done; absent on an order without services.</param>
/// <param name="SubAccount">The sub-account that it makes; absent on an order that makes none.</param>
/// <param name="Organization">Whose order it is.</param>
/// <param name="Process">How it goes on.</param>
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
    /// <summary>The links of an order.</summary>
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
/// <param name="Order">What lists show.</param>
/// <param name="Lines">What was ordered.</param>
/// <param name="TaxDecision">Whether and why tax is charged, with the note that documents carry.</param>
/// <param name="Totals">What it comes to, in minor units.</param>
/// <param name="Recipient">To whom the confirmation goes.</param>
/// <param name="LayoutWish">A wish on the layout of the confirmation.</param>
/// <param name="TechnicalContact">Who deals with the licenses.</param>
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
    /// <param name="language">Of who reads it.</param>
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
/// <param name="Email">Where it is mailed to.</param>
public sealed record RecipientView(string CompanyName, string? Attention, Address Address, string Email)
{
    /// <summary>Shows an addressing.</summary>
    public static RecipientView Of(OrderRecipient recipient) =>
        new(recipient.Company, recipient.Attention, recipient.Address, recipient.Email);
}

/// <summary>A line as the interface shows it.</summary>
/// <param name="Number">Its place, from 1 on.</param>
/// <param name="Sku">The product.</param>
/// <param name="Name">In German and English, and in French and Italian where given.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Deployment">Of licenses.</param>
/// <param name="Unit">What the price is for.</param>
/// <param name="UnitPrice">Net, in minor units.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Interval">How often the price is charged.</param>
/// <param name="Net">In minor units; of a price by month or year, for one whole period.</param>
/// <param name="TaxRate">In hundredths of a percent; absent when no tax is charged, or when that is to be reviewed.</param>
/// <param name="TeamName">Who does the work of a service.</param>
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
    /// <summary>Shows a line.</summary>
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
/// <param name="At">When.</param>
/// <param name="Kind">A stable code.</param>
/// <param name="Text">In words, in the language of the request.</param>
/// <param name="Subject">To what it happened: a product, an appointment, a performance record.</param>
public sealed record OrderEventView(DateTimeOffset At, OrderEventKind Kind, string Text, string? Subject);
