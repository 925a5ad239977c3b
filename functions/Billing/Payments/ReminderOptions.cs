using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Billing.Payments;

/// <summary>Section <c>Reminders</c>: when late payers are reminded, and what they owe for being late.</summary>
public sealed class ReminderOptions : IValidatableObject
{
    /// <summary>
    /// Days after the due date on which reminders are sent, one each; the first reminder is friendly. By default 7, 21 and 35. An empty
    /// list does not switch them off.
    /// </summary>
    public IList<int> Days { get; } = [];

    /// <summary>
    /// Base rates of the central bank, by the day from which each applies (§ 247 BGB, § 456 UGB). None is built in: without one, no
    /// interest is claimed in Germany and Austria.
    /// </summary>
    public IList<BaseRate> BaseRates { get; } = [];

    /// <summary>Whether the lump sum of 40 EUR is claimed from the second reminder on (§ 288 (5) BGB, § 458 UGB).</summary>
    public bool LumpSum { get; set; } = true;

    /// <summary><see cref="Days"/>, or the default.</summary>
    internal IReadOnlyList<int> Schedule => Days.Count == 0 ? [7, 21, 35] : [.. Days];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Days.Count > 5 || Days.Any(day => day is < 1 or > 365) || !Days.SequenceEqual(Days.Distinct().Order()))
            yield return new ValidationResult("Set Reminders:Days to at most five numbers of days, from 1 to 365 and in ascending order.");
        if (BaseRates.Any(rate => rate.Rate is < -500 or > 5_000) || !BaseRates.SequenceEqual(BaseRates.OrderBy(rate => rate.ValidFrom)))
            yield return new ValidationResult(
                "Set Reminders:BaseRates to ValidFrom and Rate, earliest first; Rate in hundredths of a percent.");
    }
}

public sealed class BaseRate
{
    /// <summary>The day from which it applies.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>In hundredths of a percent a year; may be negative.</summary>
    public int Rate { get; set; }
}
