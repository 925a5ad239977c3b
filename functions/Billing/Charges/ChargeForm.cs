using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Taxes;

namespace Accounts.Billing.Charges;

/// <summary>The body of a new charge.</summary>
public sealed record ChargeForm
{
    /// <summary>Printed on the invoice, in the language of the account; 1 to 200 characters.</summary>
    [Required]
    [StringLength(200, MinimumLength = 1)]
    public string? Description { get; init; }

    /// <summary>-100,000 to 100,000 but not 0, at most two decimals; negative for a credit.</summary>
    [Required]
    [Range(-100_000, 100_000)]
    public decimal? Quantity { get; init; }

    /// <summary>What the quantity is counted in; fixed by default.</summary>
    public Unit? Unit { get; init; }

    /// <summary>Net, per unit, in minor units; never negative.</summary>
    [Required]
    [Range(0, ChargeDraft.MostUnitPrice)]
    public long? UnitPrice { get; init; }

    /// <summary>ISO 4217; must be the provider's currency.</summary>
    [Required]
    public string? Currency { get; init; }

    /// <summary>Which tax rate applies if the supply is taxed.</summary>
    [Required]
    public TaxClass? TaxClass { get; init; }

    /// <summary>The day of supply. Give either this or period.</summary>
    public DateOnly? SupplyDate { get; init; }

    /// <summary>The days of supply. Give either this or supplyDate.</summary>
    public PeriodForm? Period { get; init; }

    /// <summary>Id of our order that the charge belongs to.</summary>
    public string? OrderId { get; init; }

    /// <summary>The customer's order number, up to 50 characters; by default that of the order.</summary>
    [StringLength(50)]
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static ChargeForm Example { get; } = new()
    {
        Description = "Rufnummernblock, Einrichtung",
        Quantity = 1,
        UnitPrice = 12_500,
        Currency = "EUR",
        TaxClass = Sales.Taxes.TaxClass.Standard,
        SupplyDate = new DateOnly(2027, 3, 1),
    };
}

/// <summary>Days in Central European time, both included.</summary>
public sealed record PeriodForm
{
    /// <summary>The first day.</summary>
    [Required]
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    [Required]
    public DateOnly? To { get; init; }
}

/// <summary>What the form of a charge is checked against.</summary>
/// <param name="OrganizationId">The account that is charged.</param>
/// <param name="OrganizationName">The company's name.</param>
/// <param name="PayerId">The account that pays.</param>
/// <param name="Currency">The currency of all prices.</param>
/// <param name="Order">The order that the form names; null if it names none, or one that does not exist.</param>
public sealed record ChargeBackground(string OrganizationId, string OrganizationName, string PayerId, string Currency, Order? Order);

/// <summary>Reads the form of a charge.</summary>
public static class ChargeDraft
{
    private const decimal MostQuantity = 100_000;
    public const int MostUnitPrice = 1_000_000_000;
    private const int MostDays = 1_100;

    private static readonly DateOnly Earliest = new(2021, 1, 1);

    /// <summary>Makes the charge of a form; returns all errors at once.</summary>
    public static Outcome<Charge> From(ChargeForm form, ChargeBackground background, string id, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        var description = errors.Take("description", Text.ParsePrinted(form.Description, 1, 200));
        var reference = errors.Take("purchaseOrderNumber", Text.ParseReference(form.PurchaseOrderNumber, 50));
        var (from, to) = DaysOf(form, errors);
        var quantity = form.Quantity ?? 0;
        if (quantity == 0 || Math.Abs(quantity) > MostQuantity || quantity != Math.Round(quantity, 2))
            errors.Add(
                "quantity",
                form.Quantity is null ? "This is missing." : "This is not a quantity.",
                "-100000 to 100000, not 0, at most two decimals.");
        if (form.UnitPrice is not (>= 0 and <= MostUnitPrice))
            errors.Add(
                "unitPrice", "This is missing or not a price.", "Minor units, 0 to 1000000000; credits have a negative quantity.");
        if (form.Currency != background.Currency)
            errors.Add("currency", "This is missing or not our currency.", background.Currency + ".");
        if (form.TaxClass is null)
            errors.Add("taxClass", "This is missing.", "standard or reduced.");
        if (form.OrderId is not null && background.Order is null)
            errors.Add("orderId", "This organization has no such order.", "The id of an order, such as 1234567-1.");
        if (!errors.None)
            return errors.Failure;
        return new Charge
        {
            Id = id,
            OrganizationId = background.OrganizationId,
            OrganizationName = background.OrganizationName,
            PayerId = background.PayerId,
            Cause = ChargeCause.Manual,
            Description = description!,
            Quantity = quantity,
            Unit = form.Unit ?? Unit.Fixed,
            UnitPrice = new Money(form.UnitPrice!.Value, background.Currency),
            TaxClass = form.TaxClass!.Value,
            SuppliedFrom = from,
            SuppliedTo = to,
            DueOn = CentralEurope.DayOf(now),
            OrderId = form.OrderId,
            PurchaseOrderNumber = reference is { Length: > 0 } ? reference : background.Order?.PurchaseOrderNumber,
            MadeAt = now,
        };
    }

    private static (DateOnly From, DateOnly To) DaysOf(ChargeForm form, FieldErrors errors)
    {
        const string Expected = "A day in 2021 or later, or a period with from and to.";
        if (form.Period is not null == form.SupplyDate is not null)
        {
            errors.Add("supplyDate", form.Period is null ? "This is missing." : "Both a day and a period are given.", Expected);
            return default;
        }

        if (form.SupplyDate is { } day)
        {
            if (day < Earliest)
                errors.Add("supplyDate", "This day is too long ago.", Expected);
            return (day, day);
        }

        if (form.Period is not { From: { } from, To: { } to } || from < Earliest || to < from || to.DayNumber - from.DayNumber > MostDays)
        {
            errors.Add("period", "This is not a period.", "from and to, in this order, at most 1100 days apart.");
            return default;
        }

        return (from, to);
    }
}
