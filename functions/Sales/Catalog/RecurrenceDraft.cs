using Accounts.Platform.Http;

namespace Accounts.Sales.Catalog;

/// <summary>Reads how often the price of a product is charged, and on which terms.</summary>
public static class RecurrenceDraft
{
    private const int MaxNoticeDays = 365;
    private const int MaxMinimumTerm = 60;

    /// <summary>The terms of a recurring price; null for one that is charged once.</summary>
    public static Recurrence? From(ProductForm form, FieldErrors errors)
    {
        if (form.Interval is null or Interval.Once)
        {
            Refuse("prorated", form.Prorated is not null, errors);
            Refuse("noticeDays", form.NoticeDays is not null, errors);
            Refuse("minimumTerm", form.MinimumTerm is not null, errors);
            return null;
        }

        if (form.Unit is Unit.Hour or Unit.Day)
            errors.Add("interval", "Work by the hour or day is charged once.", "once, or another unit.");
        if (form.NoticeDays is not (null or >= 0 and <= MaxNoticeDays))
            errors.Add("noticeDays", "This is too short or too long.", "0 to 365.");
        if (form.MinimumTerm is not (null or >= 0 and <= MaxMinimumTerm))
            errors.Add("minimumTerm", "This is too short or too long.", "Months, 0 to 60.");
        return new Recurrence(form.Interval.Value, form.Prorated ?? false, form.NoticeDays ?? 0, form.MinimumTerm ?? 0);
    }

    private static void Refuse(string field, bool isThere, FieldErrors errors)
    {
        if (isThere)
            errors.Add(field, "Only monthly or yearly prices have this.", "Leave the field out, or set interval to month or year.");
    }
}
