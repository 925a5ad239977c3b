using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>The timeline in words.</summary>
public static class OrderEventTexts
{
    /// <summary>What happened, as customers read it.</summary>
    public static string Of(OrderEvent happened, Language language) => happened.Kind switch
    {
        OrderEventKind.Placed => language.Pick(
            "Ihr Auftrag ist eingegangen.",
            "We have received your order.",
            "Nous avons reçu votre commande.",
            "Abbiamo ricevuto il Suo ordine."),
        OrderEventKind.ConfirmationSent => language.Pick(
            "Die Auftragsbestätigung wurde verschickt.",
            "The order confirmation was sent.",
            "La confirmation de commande a été envoyée.",
            "La conferma d’ordine è stata inviata."),
        OrderEventKind.ConfirmationUndeliverable => language.Pick(
            "Die Auftragsbestätigung konnte nicht zugestellt werden; hier lässt sie sich abrufen.",
            "The order confirmation could not be delivered; it can be opened here.",
            "La confirmation de commande n’a pas pu être distribuée; elle peut être consultée ici.",
            "Non è stato possibile recapitare la conferma d’ordine; può essere consultata qui."),
        OrderEventKind.ConfirmationRedirected => language.Pick(
            "Die angegebene Adresse hat heute schon so viele E-Mails bekommen, wie eine fremde Adresse bekommen kann; die "
                + "Auftragsbestätigung geht an Sie.",
            "The address that was given has reached its daily limit of e-mails; the order confirmation goes to you.",
            "L’adresse indiquée a déjà reçu aujourd’hui le nombre maximal d’e-mails qu’une adresse de tiers peut recevoir; la "
                + "confirmation de commande vous est envoyée.",
            "L’indirizzo indicato ha già ricevuto oggi il numero massimo di e-mail che l’indirizzo di un terzo può ricevere; la "
                + "conferma d’ordine viene inviata a Lei."),
        OrderEventKind.Cancelled => language.Pick(
            "Der Auftrag wurde storniert.",
            "The order was cancelled.",
            "La commande a été annulée.",
            "L’ordine è stato annullato."),
        OrderEventKind.PurchaseStarted => language.Pick(
            "Der Kauf der Lizenzen hat begonnen.",
            "The purchase of the licenses has started.",
            "L’achat des licences a commencé.",
            "L’acquisto delle licenze è iniziato."),
        OrderEventKind.VerificationAwaited => language.Pick(
            "Der Hersteller wartet auf die Bestätigung Ihres technischen Kontakts.",
            "The vendor is waiting for your technical contact to verify the account.",
            "L’éditeur attend que votre contact technique confirme son compte.",
            "Il produttore attende che il Suo contatto tecnico confermi il proprio account."),
        OrderEventKind.AccountVerified => language.Pick(
            "Das Konto Ihres technischen Kontakts ist bestätigt.",
            "The account of your technical contact is verified.",
            "Le compte de votre contact technique est confirmé.",
            "L’account del Suo contatto tecnico è confermato."),
        OrderEventKind.LicensesDelivered => language.Pick(
            "Die Lizenzen sind da.",
            "The licenses have been delivered.",
            "Les licences sont disponibles.",
            "Le licenze sono disponibili."),
        OrderEventKind.PurchaseFailed => language.Pick(
            "Der Kauf der Lizenzen ist gescheitert; unser Vertrieb meldet sich bei Ihnen.",
            "The purchase of the licenses has failed; our sales team will get in touch.",
            "L’achat des licences a échoué; notre service commercial prendra contact avec vous.",
            "L’acquisto delle licenze non è riuscito; il nostro servizio commerciale La contatterà."),
        OrderEventKind.TeamAssigned => language.Pick(
            $"Das Team {happened.Subject} ist beauftragt und meldet sich bei Ihnen.",
            $"The team {happened.Subject} has been assigned and will get in touch.",
            $"L’équipe {happened.Subject} est mandatée et prendra contact avec vous.",
            $"Il team {happened.Subject} è stato incaricato e La contatterà."),
        OrderEventKind.AppointmentAgreed => language.Pick(
            "Ein Termin ist vereinbart.",
            "An appointment was agreed on.",
            "Un rendez-vous est convenu.",
            "È stato concordato un appuntamento."),
        OrderEventKind.WorkRecorded => language.Pick(
            "Ein Leistungsnachweis liegt vor.",
            "A performance record is available.",
            "Un rapport de prestations est disponible.",
            "È disponibile un rapporto di prestazione."),
        OrderEventKind.WorkAccepted => language.Pick(
            "Der Leistungsnachweis wurde angenommen.",
            "The performance record was accepted.",
            "Le rapport de prestations a été accepté.",
            "Il rapporto di prestazione è stato accettato."),
        OrderEventKind.WorkAcceptedBySilence => language.Pick(
            "Der Leistungsnachweis gilt als angenommen, weil ihm nicht widersprochen wurde.",
            "The performance record counts as accepted because it was not disputed.",
            "Le rapport de prestations est considéré comme accepté, car il n’a pas été contesté.",
            "Il rapporto di prestazione è considerato accettato, poiché non è stato contestato."),
        OrderEventKind.WorkDisputed => language.Pick(
            "Dem Leistungsnachweis wurde widersprochen.",
            "The performance record was disputed.",
            "Le rapport de prestations a été contesté.",
            "Il rapporto di prestazione è stato contestato."),
        OrderEventKind.ServicesCompleted => language.Pick(
            "Die Dienstleistungen sind abgeschlossen.",
            "The services are completed.",
            "Les services sont terminés.",
            "I servizi sono conclusi."),
        OrderEventKind.AccountActivated => language.Pick(
            $"Der Nebenaccount {happened.Subject} ist eingerichtet.",
            $"The sub-account {happened.Subject} is set up.",
            $"Le sous-compte {happened.Subject} a été activé.",
            $"Il sottoconto {happened.Subject} è stato attivato."),
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };
}
