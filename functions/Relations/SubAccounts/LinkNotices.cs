using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Relations.SubAccounts;

/// <summary>Mails on linking an existing account, to the user who asked: the result of the request.</summary>
public static class LinkNotices
{
    /// <summary>To the user who asked: the account is a sub-account now.</summary>
    public static MailContent Linked(Language language, string inviter, string organization, string number) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Das Kundenkonto {number} ist jetzt Ihr Nebenaccount",
            $"Sie finden es in der Standortverwaltung von {organization}.",
            new Greeting(inviter),
            new Paragraph(
                $"Ihre Anfrage wurde angenommen: Das Kundenkonto {number} ist jetzt ein Nebenaccount von {organization}. Sie finden "
                    + "es in der Standortverwaltung.")),
        Language.French => new MailContent(
            language,
            $"Le compte client {number} est désormais votre sous-compte",
            $"Vous le trouvez dans la gestion des sites du compte principal {organization}.",
            new Greeting(inviter),
            new Paragraph(
                $"Votre demande a été acceptée: le compte client {number} est désormais un sous-compte du compte principal "
                    + $"{organization}. Vous le trouvez dans la gestion des sites.")),
        Language.Italian => new MailContent(
            language,
            $"Il conto cliente {number} è ora un Suo sottoconto",
            $"Lo trova nella gestione delle sedi del conto principale {organization}.",
            new Greeting(inviter),
            new Paragraph(
                $"La Sua richiesta è stata accettata: il conto cliente {number} è ora un sottoconto del conto principale {organization}. "
                    + "Lo trova nella gestione delle sedi.")),
        _ => new MailContent(
            language,
            $"The customer account {number} is now your sub-account",
            $"You can find it among the locations of {organization}.",
            new Greeting(inviter),
            new Paragraph(
                $"Your request was accepted: the customer account {number} is now a sub-account of {organization}. You can find it "
                    + "among the locations.")),
    };

    /// <summary>To the user who asked: the request was declined.</summary>
    public static MailContent Declined(Language language, string inviter, string organization, string number) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Ihre Anfrage an das Kundenkonto {number} wurde abgelehnt",
            "Es wird nicht verknüpft.",
            new Greeting(inviter),
            new Paragraph(
                $"Eine rechtlich verantwortliche Person des Kundenkontos {number} hat Ihre Anfrage abgelehnt. Es wird nicht mit "
                    + $"{organization} verknüpft.")),
        Language.French => new MailContent(
            language,
            $"Votre demande concernant le compte client {number} a été refusée",
            "Le compte ne sera pas lié.",
            new Greeting(inviter),
            new Paragraph(
                $"Un représentant légal du compte client {number} a refusé votre demande. Le compte ne sera pas lié au compte "
                    + $"principal {organization}.")),
        Language.Italian => new MailContent(
            language,
            $"La Sua richiesta riguardante il conto cliente {number} è stata rifiutata",
            "Il conto non verrà collegato.",
            new Greeting(inviter),
            new Paragraph(
                $"Un rappresentante legale del conto cliente {number} ha rifiutato la Sua richiesta. Il conto non verrà collegato al "
                    + $"conto principale {organization}.")),
        _ => new MailContent(
            language,
            $"Your request to the customer account {number} was declined",
            "It will not be linked.",
            new Greeting(inviter),
            new Paragraph(
                $"A legal representative of the customer account {number} declined your request. It will not be linked to "
                    + $"{organization}.")),
    };

    /// <summary>To the user who asked: nobody answered in time.</summary>
    public static MailContent Expired(Language language, string inviter, string organization, string number) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Ihre Anfrage an das Kundenkonto {number} ist abgelaufen",
            "Es kam keine Antwort. Sie können jederzeit neu anfragen.",
            new Greeting(inviter),
            new Paragraph(
                $"Auf Ihre Anfrage, das Kundenkonto {number} mit {organization} zu verknüpfen, kam keine Antwort. Sie ist abgelaufen; "
                    + "Sie können jederzeit neu anfragen.")),
        Language.French => new MailContent(
            language,
            $"Votre demande concernant le compte client {number} a expiré",
            "Il n’y a pas eu de réponse. Vous pouvez refaire une demande à tout moment.",
            new Greeting(inviter),
            new Paragraph(
                $"Votre demande de lier le compte client {number} au compte principal {organization} est restée sans réponse. Elle a "
                    + "expiré; vous pouvez refaire une demande à tout moment.")),
        Language.Italian => new MailContent(
            language,
            $"La Sua richiesta riguardante il conto cliente {number} è scaduta",
            "Non è giunta alcuna risposta. Può fare una nuova richiesta in qualsiasi momento.",
            new Greeting(inviter),
            new Paragraph(
                $"La Sua richiesta di collegare il conto cliente {number} al conto principale {organization} è rimasta senza risposta. È "
                    + "scaduta; può fare una nuova richiesta in qualsiasi momento.")),
        _ => new MailContent(
            language,
            $"Your request to the customer account {number} expired",
            "There was no answer. You can ask again at any time.",
            new Greeting(inviter),
            new Paragraph(
                $"There was no answer to your request to link the customer account {number} to {organization}. It expired; you can "
                    + "ask again at any time.")),
    };

    /// <summary>To the user who asked: the mail could not be delivered. It does not name the address.</summary>
    public static MailContent Undeliverable(Language language, string inviter, string organization, string number) => language switch
    {
        Language.German => new MailContent(
            language,
            $"Ihre Anfrage an das Kundenkonto {number} war nicht zustellbar",
            "Bitte wenden Sie sich auf anderem Weg an den Standort.",
            new Greeting(inviter),
            new Paragraph(
                $"Die E-Mail mit Ihrer Anfrage, das Kundenkonto {number} mit {organization} zu verknüpfen, konnte nicht zugestellt "
                    + "werden. Bitte wenden Sie sich auf anderem Weg an den Standort: Seine rechtlich Verantwortlichen sollten ihre "
                    + "E-Mail-Adresse prüfen.")),
        Language.French => new MailContent(
            language,
            $"Votre demande concernant le compte client {number} n’a pas pu être remise",
            "Veuillez contacter le site par un autre moyen.",
            new Greeting(inviter),
            new Paragraph(
                $"L’e-mail contenant votre demande de lier le compte client {number} au compte principal {organization} n’a pas pu "
                    + "être remis. Veuillez contacter le site par un autre moyen: ses représentants légaux devraient vérifier leur "
                    + "adresse e-mail.")),
        Language.Italian => new MailContent(
            language,
            $"Non è stato possibile recapitare la Sua richiesta riguardante il conto cliente {number}",
            "La preghiamo di contattare la sede per altra via.",
            new Greeting(inviter),
            new Paragraph(
                $"Non è stato possibile recapitare l’e-mail con la Sua richiesta di collegare il conto cliente {number} al conto "
                    + $"principale {organization}. La preghiamo di contattare la sede per altra via: i suoi rappresentanti legali "
                    + "dovrebbero verificare il proprio indirizzo e-mail.")),
        _ => new MailContent(
            language,
            $"Your request to the customer account {number} could not be delivered",
            "Please contact the location in another way.",
            new Greeting(inviter),
            new Paragraph(
                $"The e-mail with your request to link the customer account {number} to {organization} could not be delivered. Please "
                    + "contact the location in another way: its legal representatives should check their e-mail address.")),
    };
}
