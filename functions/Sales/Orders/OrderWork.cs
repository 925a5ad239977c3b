using Accounts.Access.Work;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>Orders that wait for a person.</summary>
public sealed class OrderWork(OrderListings listings) : IWorkSource
{
    /// <inheritdoc />
    public WorkKind Kind => WorkKind.Order;

    /// <inheritdoc />
    public async Task<WorkPage> ListAsync(PageRequest page, Language language, CancellationToken cancellationToken)
    {
        var found = await listings.ListWaitingAsync(page, cancellationToken);
        return new(
            [.. found.Items.Select(item => item.Value).Select(waiting =>
                new WorkItem(Kind, waiting.Id, waiting.Since, "/api/orders/" + waiting.Id, NextStep(waiting.WaitsFor, language)))],
            found.Next);
    }

    private static string NextStep(OrderWait? wait, Language language) => (wait, language) switch
    {
        (OrderWait.Verification, Language.German) =>
            "Den technischen Kontakt bitten, sein Konto beim Hersteller zu bestätigen; danach geht die Bestellung von selbst weiter.",
        (OrderWait.Verification, _) =>
            "Ask the technical contact to verify the account at the vendor; the order then continues automatically.",
        (OrderWait.Appointment, Language.German) => "Termin mit dem Kunden vereinbaren und eintragen (POST …/appointments).",
        (OrderWait.Appointment, _) => "Agree on a date with the customer and enter it (POST …/appointments).",
        (_, Language.German) => "Der Hersteller lehnt den Einkauf ab: mit dem Kunden klären, was er stattdessen bekommt, und dann den "
            + "Auftrag stornieren (POST …/cancel), außer seine Dienstleistungen gehen weiter.",
        _ => "The vendor refuses the purchase: agree with the customer on a replacement, then cancel the order (POST …/cancel), unless "
            + "its services continue.",
    };
}
