using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Sales.Services;

/// <summary>The mails about services that were cancelled, to teams and customers.</summary>
public static class DismissalMails
{
    /// <summary>To a team: the order is cancelled.</summary>
    /// <param name="language">The team's.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="company">The customer.</param>
    /// <param name="hasFiles">Whether files that call appointments off are attached.</param>
    public static MailContent CancelledToTeam(Language language, string orderId, string company, bool hasFiles) =>
        language == Language.German
        ? new MailContent(
            language,
            $"Auftrag {orderId} ist storniert",
            $"{company} hat den Auftrag storniert.",
            new Greeting(),
            new Paragraph($"{company} hat den Auftrag {orderId} storniert, bevor Arbeiten erfasst wurden. " + (hasFiles
                ? "Die eingetragenen Termine entfallen; auch der Kunde erhält dazu eine Nachricht. Die Kalenderdateien im Anhang "
                    + "nehmen sie aus Ihrem Kalender."
                : "Bitte sagen Sie vereinbarte Termine ab.")))
        : new MailContent(
            language,
            $"Order {orderId} is cancelled",
            $"{company} has cancelled the order.",
            new Greeting(),
            new Paragraph($"{company} has cancelled order {orderId} before any work was recorded. " + (hasFiles
                ? "Its appointments will not take place; the customer is notified too. Open the attached calendar files to remove "
                    + "them from your calendar."
                : "Please call off any appointments that you have agreed on.")));

    /// <summary>To the customer of a cancelled order: its appointments do not take place.</summary>
    public static MailContent CalledOff(Language language, string orderId, string name) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Termine zum Auftrag {orderId} entfallen",
            "Der Auftrag ist storniert.",
            new Greeting(name),
            new Paragraph(
                $"der Auftrag {orderId} ist storniert, und die vereinbarten Termine entfallen. Öffnen Sie die Kalenderdateien im Anhang, "
                    + "um die Termine aus Ihrem Kalender zu nehmen.")),
        Language.French => new MailContent(
            language,
            $"Rendez-vous pour la commande {orderId} annulés",
            "La commande est annulée.",
            new Greeting(name),
            new Paragraph(
                $"La commande {orderId} est annulée, et les rendez-vous convenus n’auront pas lieu. Ouvrez les fichiers de calendrier "
                    + "joints pour retirer ces rendez-vous de votre calendrier.")),
        Language.Italian => new MailContent(
            language,
            $"Appuntamenti per l’ordine {orderId} annullati",
            "L’ordine è annullato.",
            new Greeting(name),
            new Paragraph(
                $"L’ordine {orderId} è annullato e gli appuntamenti concordati non avranno luogo. Apra i file di calendario allegati "
                    + "per togliere gli appuntamenti dal Suo calendario.")),
        _ => new MailContent(
            language,
            $"Appointments for order {orderId} are called off",
            "The order is cancelled.",
            new Greeting(name),
            new Paragraph(
                $"Order {orderId} is cancelled, and its appointments will not take place. Open the "
                    + "attached calendar files to remove them from your calendar.")),
    };
}
