using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Http;

namespace Accounts.Billing.Subscriptions;

/// <summary>The body of a change of quantity.</summary>
public sealed record QuantityForm
{
    /// <summary>0 to 100,000, at most two decimals; 0 pauses the recurring price.</summary>
    [Required]
    [Range(0, 100_000)]
    public decimal? Quantity { get; init; }

    /// <summary>The first day with this quantity: from the beginning of the running period to a year from now.</summary>
    [Required]
    public DateOnly? From { get; init; }

    /// <summary>The last day with this quantity. After it, the quantity is what it would have been. Permanent if omitted.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static QuantityForm Example { get; } =
        new() { Quantity = 0, From = new DateOnly(2027, 4, 15), Until = new DateOnly(2027, 5, 31) };
}

/// <summary>Changes the quantity of subscriptions, or pauses them, to the day.</summary>
public static class QuantityChange
{
    /// <summary>Maximum number of days on which a quantity changes.</summary>
    public const int MostSteps = 20;

    private const decimal MostQuantity = 100_000;
    private const int MostYears = 2;

    /// <summary>Returns the subscription after the change, or all errors at once.</summary>
    public static Outcome<Subscription> Of(Subscription before, QuantityForm form, DateOnly today)
    {
        var errors = new FieldErrors();
        if (form.Quantity is not (>= 0 and <= MostQuantity) || form.Quantity != Math.Round(form.Quantity.Value, 2))
            errors.Add(
                "quantity", form.Quantity is null ? "This is missing." : "This is not a quantity.", "0 to 100000, at most two decimals.");
        var running = before.PeriodOf(before.NextPeriod - 1).From;
        var last = before.EndsOn ?? today.AddYears(1);
        if (form.From is not { } from || from < running || from > last)
            errors.Add(
                "from", form.From is null ? "This is missing." : "This day is in the past, or too far ahead.", $"{running:O} to {last:O}.");
        else if (form.Until is { } until && (until < from || until > from.AddYears(MostYears)))
            errors.Add("until", "This is before the first day, or too long after it.", $"{from:O} to {from.AddYears(MostYears):O}.");
        if (!errors.None)
            return errors.Failure;
        var steps = StepsOf(before, form);
        if (steps.Count > MostSteps)
            return new InvalidFields(
                [new FieldError("#/from", "The quantity changes too often.", "At most 20 days with a change, future ones included.")]);
        return before with { Quantities = steps, Version = before.Version + 1 };
    }

    private static List<QuantityFrom> StepsOf(Subscription before, QuantityForm form)
    {
        List<QuantityFrom> steps = [.. before.Quantities.Where(step => step.From < form.From), new(form.From!.Value, form.Quantity!.Value)];
        if (form.Until?.AddDays(1) is { } next)
            steps.AddRange([new(next, before.QuantityOn(next)), .. before.Quantities.Where(step => step.From > next)]);
        return steps;
    }
}
