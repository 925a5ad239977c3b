using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Billing.Charges;

/// <summary><c>GET /organizations/{organizationId}/charges</c> and one of them.</summary>
public sealed class ReadCharges(ChargeStore charges)
{
    [Function(nameof(ListCharges))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Operator, Permission.InvoicesRead)]
    [Operation(
        "List the charges of an organization",
        Description = "For what it uses, and for what it pays for its sub-accounts. Sorted by source.",
        Gives = typeof(PageView<ChargeView>),
        Pages = true)]
    public async Task<IResult> ListCharges(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/charges")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok((await charges.ListAsync(organizationId, page, cancellationToken)).Show(ChargeView.Of));
    }

    [Function(nameof(GetCharge))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Operator, Permission.InvoicesRead)]
    [Operation("Show a charge", Gives = typeof(ChargeView))]
    public async Task<IResult> GetCharge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/charges/{chargeId}")] HttpRequest request,
        string organizationId,
        string chargeId,
        CancellationToken cancellationToken) =>
        IsWellFormed(chargeId) && await charges.FindAsync(organizationId, chargeId, cancellationToken) is { } charge
            ? Answer.Ok(ChargeView.Of(charge))
            : new NotFound();

    // The ids contain ids of orders and records, so they are longer than others.
    private static bool IsWellFormed(string id) => id.Length is > 0 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

/// <summary>A charge as the interface shows it.</summary>
/// <param name="Id">The id of the charge.</param>
/// <param name="OrganizationId">The account that uses it.</param>
/// <param name="PayerId">The account that pays: the same, or its main account.</param>
/// <param name="Cause">What it is for.</param>
/// <param name="State">Whether it is billed.</param>
/// <param name="Description">The text on the invoice.</param>
/// <param name="Note">Further text.</param>
/// <param name="Quantity">Negative for a credit.</param>
/// <param name="Unit">What the quantity is counted in.</param>
/// <param name="UnitPrice">Net, per unit, in minor units.</param>
/// <param name="Currency">ISO 4217, of the price.</param>
/// <param name="TaxClass">Which tax rate applies if the supply is taxed.</param>
/// <param name="SupplyDate">The day of supply. Either this or period is present.</param>
/// <param name="Period">The days of supply. Either this or supplyDate is present.</param>
/// <param name="DueOn">The day from which it is billed.</param>
/// <param name="OrderId">Id of our order.</param>
/// <param name="PurchaseOrderNumber">The customer's order number.</param>
/// <param name="SubscriptionId">The subscription whose period it bills.</param>
/// <param name="InvoiceId">The draft or invoice that bills it, in the account of its payer.</param>
public sealed record ChargeView(
    string Id,
    string OrganizationId,
    string PayerId,
    ChargeCause Cause,
    ChargeState State,
    string Description,
    string? Note,
    decimal Quantity,
    Unit Unit,
    long UnitPrice,
    string Currency,
    TaxClass TaxClass,
    DateOnly? SupplyDate,
    SupplyPeriod? Period,
    DateOnly DueOn,
    string? OrderId,
    string? PurchaseOrderNumber,
    string? SubscriptionId,
    string? InvoiceId)
{
    public static ChargeView Of(Charge charge) => new(
        charge.Id,
        charge.OrganizationId,
        charge.PayerId,
        charge.Cause,
        charge switch
        {
            { IsOffset: true } => ChargeState.Offset,
            { InvoiceId: not null } => ChargeState.Billed,
            _ => ChargeState.Open,
        },
        charge.Description,
        charge.Note,
        charge.Quantity,
        charge.Unit,
        charge.UnitPrice.Amount,
        charge.UnitPrice.Currency,
        charge.TaxClass,
        SupplyPeriod.DayOf(charge.SuppliedFrom, charge.SuppliedTo),
        SupplyPeriod.Of(charge.SuppliedFrom, charge.SuppliedTo),
        charge.DueOn,
        charge.OrderId,
        charge.PurchaseOrderNumber,
        charge.SubscriptionId,
        charge.InvoiceId);
}

/// <summary>The days of supply in Central European time, both included. A single day is a supplyDate instead.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record SupplyPeriod(DateOnly From, DateOnly To)
{
    /// <summary>The day of a supply that took one day; null for others.</summary>
    public static DateOnly? DayOf(DateOnly from, DateOnly to) => from == to ? from : null;

    /// <summary>The days of a supply that took more than one day; null for others.</summary>
    public static SupplyPeriod? Of(DateOnly from, DateOnly to) => from == to ? null : new(from, to);
}

/// <summary>Whether a charge is billed.</summary>
public enum ChargeState
{
    /// <summary>Not billed yet. In a sub-account, a charge that the main account pays stays open; see the main account's charges.</summary>
    Open,

    /// <summary>A draft or an invoice bills it.</summary>
    Billed,

    /// <summary>It and its correction cancelled each other out.</summary>
    Offset,
}
