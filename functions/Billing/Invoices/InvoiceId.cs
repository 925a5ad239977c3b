using System.Globalization;
using Accounts.Platform.Values;

namespace Accounts.Billing.Invoices;

/// <summary>
/// Ids of invoices within the account that pays: the day, and a hash over what makes it one. So a step that runs twice finds
/// what it made before.
/// </summary>
public static class InvoiceId
{
    private const int Length = 32;

    /// <summary>The id of a draft.</summary>
    /// <param name="day">The day of the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="purchaseOrderNumber">The customer's order number that its lines share.</param>
    /// <param name="number">Which of several such drafts.</param>
    public static string OfDraft(DateOnly day, string run, string? purchaseOrderNumber, int number) =>
        Of(day, string.Create(CultureInfo.InvariantCulture, $"{run}\n{purchaseOrderNumber}\n{number}"));

    /// <summary>An id of a day and of what makes it one.</summary>
    public static string Of(DateOnly day, string what) =>
        (day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + Hashes.Of(what))[..Length];

    /// <summary>Whether a text from a route can be one.</summary>
    public static bool IsWellFormed(string id) =>
        id.Length == Length && Ids.IsWellFormed(id) && id.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0;
}
