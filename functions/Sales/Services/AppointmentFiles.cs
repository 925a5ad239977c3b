using System.Globalization;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Services;

/// <summary>The calendar files that are attached to mails about appointments.</summary>
public sealed class AppointmentFiles(ServiceStore services, IOptions<ProviderOptions> provider)
{
    /// <summary>The appointments of a cancelled order that were still in the future.</summary>
    public async Task<IReadOnlyList<Appointment>> CalledOffAsync(Order order, CancellationToken cancellationToken) =>
        (await services.AppointmentsAsync(OrderId.Parse(order.Id)!, cancellationToken))
            .Where(appointment => appointment.End > order.CancelledAt)
            .ToList();

    /// <summary>One file per appointment; it calls the appointment off once the order is cancelled.</summary>
    public IReadOnlyList<MailAttachment> Of(Order order, IReadOnlyList<Appointment> appointments, Language language)
    {
        var title = language.Pick(
            $"Termin zum Auftrag {order.Id}",
            $"Appointment for order {order.Id}",
            $"Rendez-vous pour la commande {order.Id}",
            $"Appuntamento per l’ordine {order.Id}");
        var name = language.Pick("termin", "appointment", "rendez-vous", "appuntamento");
        return [.. appointments.Select((appointment, n) => new MailAttachment(
            n == 0 ? $"{name}-{order.Id}.ics" : string.Create(CultureInfo.InvariantCulture, $"{name}-{order.Id}-{n + 1}.ics"),
            Calendar.MediaType(order.CancelledAt is not null),
            Calendar.Of(appointment, title, (provider.Value.Name!, provider.Value.Email!), order.CancelledAt)))];
    }
}
