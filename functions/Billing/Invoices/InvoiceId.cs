using System.Globalization;
using Accounts.Platform.Values;

namespace Accounts.Billing.Invoices;

/// <summary>
/// Ids of invoices within the account that pays: the day, and a hash of what identifies the invoice. So a step that runs twice finds what
/// it made before.
/// </summary>
public static class InvoiceId
{
    private const int Length = 32;

    /// <summary>The id of a draft.</summary>
    /// <param name="day">The day of the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="purchaseOrderNumber">The customer's order number that its lines share.</param>
    /// <param name="number">Number of the draft, if there are several with the same values.</param>
    public static string OfDraft(DateOnly day, string run, string? purchaseOrderNumber, int number) =>
        Of(day, string.Create(CultureInfo.InvariantCulture, $"{run}\n{purchaseOrderNumber}\n{number}"));

    /// <summary>The id for a day and the text that identifies the invoice.</summary>
    public static string Of(DateOnly day, string what) =>
        (day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + Hashes.Of(what))[..Length];

    /// <summary>Whether a value from a route can be an id.</summary>
    public static bool IsWellFormed(string id) =>
        id.Length == Length && Ids.IsWellFormed(id) && id.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0;
}
