using System.Globalization;
using Accounts.Billing.Charges;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;

namespace Accounts.Billing.Subscriptions;

/// <summary>What new charges of an account have in common.</summary>
/// <param name="OrganizationId">The account that uses it.</param>
/// <param name="OrganizationName">The company's current name.</param>
/// <param name="PayerId">The account that pays.</param>
/// <param name="Language">The language of the account.</param>
/// <param name="At">When the charges are made.</param>
public sealed record ChargeTerms(string OrganizationId, string OrganizationName, string PayerId, Language Language, DateTimeOffset At);

/// <summary>Makes the charges of periods. Their ids contain the first day of what is charged, so that none is made twice.</summary>
public static class PeriodCharges
{
    /// <summary>The charges of a period: one for each part of it with the same quantity, none for a quantity of 0.</summary>
    public static IReadOnlyList<Charge> Of(Subscription subscription, Period period, ChargeTerms terms) =>
    [
        .. Parts(period.From, period.To, subscription)
            .Select(part => part with { Quantity = subscription.QuantityOn(part.From) })
            .Where(part => part.Quantity != 0)
            .Select(part => Of(subscription, period, part, terms)),
    ];

    /// <summary>Charges the periods that have begun by a day.</summary>
    /// <param name="subscription">The subscription before the renewal.</param>
    /// <param name="day">Periods that begin on this day or before are charged.</param>
    /// <param name="most">Maximum number of charges. Periods that do not fit are left for later.</param>
    /// <param name="terms">What the new charges have in common.</param>
    public static Renewed Renew(Subscription subscription, DateOnly day, int most, ChargeTerms terms)
    {
        var charges = new List<Charge>();
        var after = subscription;
        while (after.PeriodOf(after.NextPeriod) is var period && period.From <= day && !(period.From > after.EndsOn))
        {
            var next = Of(after, period, terms);
            if (charges.Count + next.Count > most)
                break;
            charges.AddRange(next);
            // The price of a charged period does not change any more.
            after = after with { NextPeriod = period.Number + 1, NextReview = Math.Max(after.NextReview, period.Number + 1) };
        }

        return new(after == subscription ? after : after.Forget(), charges);
    }

    /// <summary>
    /// Corrects the running period, which is already charged, after a change of quantities: more to pay or a credit, to the day.
    /// </summary>
    public static IReadOnlyList<Charge> Corrections(Subscription before, Subscription after, ChargeTerms terms)
    {
        var running = before.PeriodOf(before.NextPeriod - 1);
        return
        [
            .. Parts(running.From, running.To, before, after)
                .Select(part => part with { Quantity = after.QuantityOn(part.From) - before.QuantityOn(part.From) })
                .Where(part => part.Quantity != 0)
                .Select(part => Of(after, running, part, terms))
                .Select(charge => charge with
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"{charge.Id}-v{after.Version}"),
                    DueOn = CentralEurope.DayOf(terms.At),
                }),
        ];
    }

    // Splits a period at the days on which a quantity changes.
    private static IEnumerable<Part> Parts(DateOnly from, DateOnly to, params Subscription[] subscriptions)
    {
        List<DateOnly> begins =
        [
            .. subscriptions.SelectMany(subscription => subscription.Quantities.Select(step => step.From))
                .Where(day => day > from && day <= to).Append(from).Distinct().Order(),
        ];
        return begins.Select((begin, index) => new Part(begin, index + 1 < begins.Count ? begins[index + 1].AddDays(-1) : to, 0));
    }

    private static Charge Of(Subscription subscription, Period period, Part part, ChargeTerms terms)
    {
        var price = subscription.PriceOn(period.From);
        var days = part.To.DayNumber - part.From.DayNumber + 1;
        var whole = new Charge
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{subscription.Id}-{part.From:yyyyMMdd}"),
            OrganizationId = terms.OrganizationId,
            OrganizationName = terms.OrganizationName,
            PayerId = terms.PayerId,
            Cause = ChargeCause.Period,
            Description = subscription.Name.In(terms.Language),
            Quantity = part.Quantity,
            Unit = subscription.Unit,
            UnitPrice = price,
            TaxClass = subscription.TaxClass,
            SuppliedFrom = part.From,
            SuppliedTo = part.To,
            DueOn = period.From,
            OrderId = subscription.OrderId,
            PurchaseOrderNumber = subscription.PurchaseOrderNumber,
            Note = subscription.Note,
            SubscriptionId = subscription.Id,
            MadeAt = terms.At,
        };
        if (days == period.Days)
            return whole;
        // Charged as one amount, so that it is rounded once. A part of the unit price would be rounded and then multiplied.
        var amount = Math.Round(Math.Abs(part.Quantity) * price.Amount * days / period.Days, MidpointRounding.AwayFromZero);
        return whole with
        {
            Quantity = Math.Sign(part.Quantity),
            Unit = Unit.Fixed,
            UnitPrice = price with { Amount = (long)amount },
            Note = NoteOf(subscription, part.Quantity, price, (days, period.Days), terms.Language),
        };
    }

    private static string NoteOf(Subscription subscription, decimal quantity, Money price, (int Used, int All) days, Language language)
    {
        var unit = DocumentFormat.UnitName(subscription.Unit, quantity, language);
        var (count, amount) = (DocumentFormat.Quantity(quantity, language), DocumentFormat.Amount(price.Amount, price.Currency, language));
        var interval = DocumentFormat.IntervalName(subscription.Terms.Interval, language);
        var part = language.Pick(
            $"{count} {unit} zu {amount} {interval}, {days.Used} von {days.All} Tagen",
            $"{count} {unit} at {amount} {interval}, {days.Used} of {days.All} days",
            $"{count} {unit} à {amount} {interval}, {days.Used} sur {days.All} jours",
            $"{count} {unit} a {amount} {interval}, {days.Used} su {days.All} giorni");
        return subscription.Note is { } note ? $"{part}\n{note}" : part;
    }

    private sealed record Part(DateOnly From, DateOnly To, decimal Quantity);
}

/// <summary>A subscription after periods of it were charged.</summary>
public sealed record Renewed(Subscription After, IReadOnlyList<Charge> Charges);
