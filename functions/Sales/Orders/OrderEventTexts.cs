using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>The timeline in words.</summary>
public static class OrderEventTexts
{
    /// <summary>What happened, as customers read it.</summary>
    public static string Of(OrderEvent happened, Language language)
    {
        var (german, english) = happened.Kind switch
        {
            OrderEventKind.Placed => ("Ihr Auftrag ist eingegangen.", "We have received your order."),
            OrderEventKind.ConfirmationSent => ("Die Auftragsbestätigung wurde verschickt.", "The order confirmation was sent."),
            OrderEventKind.ConfirmationUndeliverable =>
                ("Die Auftragsbestätigung konnte nicht zugestellt werden; hier lässt sie sich abrufen.",
                    "The order confirmation could not be delivered; it can be opened here."),
            OrderEventKind.ConfirmationRedirected => (
                "Die angegebene Adresse hat heute schon so viele E-Mails bekommen, wie eine fremde Adresse bekommen kann; die "
                    + "Auftragsbestätigung geht an Sie.",
                "The address that was given has had as many e-mails today as an address of others can get; the order confirmation "
                    + "goes to you."),
            OrderEventKind.Cancelled => ("Der Auftrag wurde storniert.", "The order was cancelled."),
            OrderEventKind.PurchaseStarted => ("Der Kauf der Lizenzen hat begonnen.", "The purchase of the licenses has started."),
            OrderEventKind.VerificationAwaited =>
                ("Der Hersteller wartet auf die Bestätigung Ihres technischen Kontakts.",
                    "The vendor is waiting for your technical contact to verify the account."),
            OrderEventKind.AccountVerified =>
                ("Das Konto Ihres technischen Kontakts ist bestätigt.", "The account of your technical contact is verified."),
            OrderEventKind.LicensesDelivered => ("Die Lizenzen sind da.", "The licenses are there."),
            OrderEventKind.PurchaseFailed =>
                ("Der Kauf der Lizenzen ist gescheitert; unser Vertrieb meldet sich bei Ihnen.",
                    "The purchase of the licenses has failed; our sales team will get in touch."),
            OrderEventKind.TeamAssigned =>
                ($"Das Team {happened.Subject} ist beauftragt und meldet sich bei Ihnen.",
                    $"The team {happened.Subject} has been assigned and will get in touch."),
            OrderEventKind.AppointmentAgreed => ("Ein Termin ist vereinbart.", "An appointment was agreed."),
            OrderEventKind.WorkRecorded => ("Ein Leistungsnachweis liegt vor.", "A performance record is there."),
            OrderEventKind.WorkAccepted => ("Der Leistungsnachweis wurde angenommen.", "The performance record was accepted."),
            OrderEventKind.WorkAcceptedBySilence =>
                ("Der Leistungsnachweis gilt als angenommen, weil ihm nicht widersprochen wurde.",
                    "The performance record counts as accepted, because it was not disputed."),
            OrderEventKind.WorkDisputed => ("Dem Leistungsnachweis wurde widersprochen.", "The performance record was disputed."),
            OrderEventKind.ServicesCompleted => ("Die Dienstleistungen sind abgeschlossen.", "The services are completed."),
            OrderEventKind.AccountActivated => (
                $"Der Nebenaccount {happened.Subject} ist eingerichtet.",
                $"The sub-account {happened.Subject} is set up."),
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };
        return language == Language.German ? german : english;
    }
}
