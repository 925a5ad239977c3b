using Accounts.Access.Rights;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>Mails on a partnership, from its acceptance to its end. They link to the portal.</summary>
public static class PartnershipMails
{
    /// <summary>To the partner: the customer has accepted; please review what it granted.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="name">First and last name of the receiver, where known.</param>
    /// <param name="customer">The customer's name.</param>
    /// <param name="number">The customer's number.</param>
    /// <param name="grants">What the customer grants.</param>
    /// <param name="days">Days since the acceptance; 0 for the first mail.</param>
    /// <param name="portal">The portal, where the partner reviews it.</param>
    public static MailContent Review(
        Language language, string? name, string customer, string number, IReadOnlyList<Grant> grants, int days, Uri portal) =>
        language switch
        {
            Language.German => new MailContent(
                language,
                days == 0 ? $"{customer} hat Ihnen Zugänge gewährt" : $"Erinnerung: Bitte prüfen Sie die Zugänge bei {customer}",
                "Bitte prüfen Sie die Zugänge und das Zahlungsmittel.",
                new Greeting(name),
                new Paragraph($"{customer} hat Ihre Anfrage angenommen. Ihre Organisation hat ab sofort diese Zugänge:"),
                RightNames.Of(grants, language),
                new Facts(("Kunde", customer), ("Kundennummer", number)),
                new Paragraph(
                    "Bitte prüfen Sie im Kundenportal, was gewährt wurde und welches Zahlungsmittel der Kunde verwendet, und bestätigen "
                        + "Sie die Prüfung."),
                new Link("Zum Kundenportal", portal)),
            Language.French => new MailContent(
                language,
                days == 0 ? $"{customer} vous a accordé des accès" : $"Rappel: veuillez vérifier les accès chez {customer}",
                "Veuillez vérifier les accès et le moyen de paiement.",
                new Greeting(name),
                new Paragraph($"{customer} a accepté votre demande. Votre organisation dispose désormais des accès suivants:"),
                RightNames.Of(grants, language),
                new Facts(("Client", customer), ("Numéro de client", number)),
                new Paragraph(
                    "Veuillez vérifier dans le portail client ce qui a été accordé et quel moyen de paiement le client utilise, puis "
                        + "confirmer cette vérification."),
                new Link("Accéder au portail client", portal)),
            Language.Italian => new MailContent(
                language,
                days == 0 ? $"{customer} Le ha concesso degli accessi" : $"Promemoria: verifichi gli accessi presso {customer}",
                "La preghiamo di verificare gli accessi e il mezzo di pagamento.",
                new Greeting(name),
                new Paragraph($"{customer} ha accettato la Sua richiesta. Da subito la Sua organizzazione dispone dei seguenti accessi:"),
                RightNames.Of(grants, language),
                new Facts(("Cliente", customer), ("Numero cliente", number)),
                new Paragraph(
                    "La preghiamo di verificare nel portale clienti che cosa è stato concesso e quale mezzo di pagamento utilizza il "
                        + "cliente, e di confermare la verifica."),
                new Link("Al portale clienti", portal)),
            _ => new MailContent(
                language,
                days == 0 ? $"{customer} has granted you accesses" : $"Reminder: please review the accesses at {customer}",
                "Please review the accesses and the means of payment.",
                new Greeting(name),
                new Paragraph($"{customer} has accepted your request. Your organization now has these accesses:"),
                RightNames.Of(grants, language),
                new Facts(("Customer", customer), ("Customer number", number)),
                new Paragraph(
                    "Please review in the customer portal what was granted and which means of payment the customer uses, and confirm your "
                        + "review."),
                new Link("Go to the customer portal", portal)),
        };

    /// <summary>To the partner: the grants have changed.</summary>
    /// <inheritdoc cref="Review"/>
    public static MailContent Changed(
        Language language, string? name, string customer, string number, IReadOnlyList<Grant> grants, Uri portal) =>
        language switch
        {
            Language.German => new MailContent(
                language,
                $"Ihre Zugänge bei {customer} haben sich geändert",
                "Die neuen Zugänge gelten ab sofort.",
                new Greeting(name),
                new Paragraph($"Ihre Organisation hat bei {customer} jetzt diese Zugänge:"),
                RightNames.Of(grants, language),
                new Facts(("Kunde", customer), ("Kundennummer", number)),
                new Link("Zum Kundenportal", portal)),
            Language.French => new MailContent(
                language,
                $"Vos accès chez {customer} ont changé",
                "Les nouveaux accès sont valables dès maintenant.",
                new Greeting(name),
                new Paragraph($"Votre organisation dispose désormais des accès suivants chez {customer}:"),
                RightNames.Of(grants, language),
                new Facts(("Client", customer), ("Numéro de client", number)),
                new Link("Accéder au portail client", portal)),
            Language.Italian => new MailContent(
                language,
                $"I Suoi accessi presso {customer} sono cambiati",
                "I nuovi accessi valgono da subito.",
                new Greeting(name),
                new Paragraph($"La Sua organizzazione dispone ora dei seguenti accessi presso {customer}:"),
                RightNames.Of(grants, language),
                new Facts(("Cliente", customer), ("Numero cliente", number)),
                new Link("Al portale clienti", portal)),
            _ => new MailContent(
                language,
                $"Your accesses at {customer} have changed",
                "The new accesses take effect immediately.",
                new Greeting(name),
                new Paragraph($"Your organization now has these accesses at {customer}:"),
                RightNames.Of(grants, language),
                new Facts(("Customer", customer), ("Customer number", number)),
                new Link("Go to the customer portal", portal)),
        };

    /// <summary>To one side: grants end soon, or are extended soon.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="name">First and last name of the receiver, where known.</param>
    /// <param name="other">The name of the other side.</param>
    /// <param name="toCustomer">Which side the receiver is on.</param>
    /// <param name="ending">The grants.</param>
    /// <param name="extends">Whether they are extended.</param>
    /// <param name="portal">The portal, where that can be changed.</param>
    public static MailContent EndNotice(
        Language language, string? name, string other, bool toCustomer, IReadOnlyList<Grant> ending, bool extends, Uri portal)
    {
        var day = RightNames.Of(ending[0].Until, language);
        if (language == Language.German)
        {
            return new MailContent(
                language,
                extends ? $"Zugänge werden am {day} verlängert: {other}" : $"Zugänge enden am {day}: {other}",
                extends ? "Die Verlängerung geschieht von selbst." : "Danach ist kein Zugriff mehr möglich.",
                new Greeting(name),
                new Paragraph(
                    toCustomer
                        ? $"Diese Zugänge haben Sie dem Partner {other} gewährt:"
                        : $"Für Ihre Organisation hat {other} diese Zugänge gewährt:"),
                RightNames.Of(ending, language),
                new Paragraph(extends
                    ? $"Am {day} werden sie um 6 Monate verlängert. " + (toCustomer
                        ? "Wenn Sie das nicht möchten, schalten Sie die Verlängerung im Kundenportal ab."
                        : "Der Kunde kann das abschalten.")
                    : $"Am {day} zählen sie zum letzten Mal. "
                        + $"{(toCustomer ? "Im Kundenportal können Sie sie verlängern." : "Verlängern kann sie nur der Kunde.")}"),
                new Link("Zum Kundenportal", portal));
        }

        if (language == Language.French)
        {
            return new MailContent(
                language,
                extends ? $"Des accès seront prolongés le {day}: {other}" : $"Des accès prennent fin le {day}: {other}",
                extends ? "La prolongation est automatique." : "Ensuite, aucun accès n’est plus possible.",
                new Greeting(name),
                new Paragraph(
                    toCustomer
                        ? $"Vous avez accordé ces accès au partenaire {other}:"
                        : $"{other} a accordé ces accès à votre organisation:"),
                RightNames.Of(ending, language),
                new Paragraph(extends
                    ? $"Le {day}, ils seront prolongés de 6 mois. " + (toCustomer
                        ? "Si vous ne le souhaitez pas, désactivez la prolongation dans le portail client."
                        : "Le client peut désactiver la prolongation.")
                    : $"Ils sont valables jusqu’au {day} inclus. "
                        + $"{(toCustomer ? "Vous pouvez les prolonger dans le portail client." : "Seul le client peut les prolonger.")}"),
                new Link("Accéder au portail client", portal));
        }

        if (language == Language.Italian)
        {
            return new MailContent(
                language,
                extends ? $"Proroga degli accessi il giorno {day}: {other}" : $"Scadenza degli accessi il giorno {day}: {other}",
                extends ? "La proroga avviene automaticamente." : "In seguito non è più possibile alcun accesso.",
                new Greeting(name),
                new Paragraph(
                    toCustomer
                        ? $"Ha concesso questi accessi al partner {other}:"
                        : $"{other} ha concesso questi accessi alla Sua organizzazione:"),
                RightNames.Of(ending, language),
                new Paragraph(extends
                    ? $"Il giorno {day} vengono prorogati di 6 mesi. " + (toCustomer
                        ? "Se non lo desidera, disattivi la proroga nel portale clienti."
                        : "Il cliente può disattivare la proroga.")
                    : $"Sono validi fino al giorno {day} compreso. "
                        + $"{(toCustomer ? "Può prorogarli nel portale clienti." : "Solo il cliente può prorogarli.")}"),
                new Link("Al portale clienti", portal));
        }
        return new MailContent(
            language,
            extends ? $"Accesses will be extended on {day}: {other}" : $"Accesses end on {day}: {other}",
            extends ? "The extension is automatic." : "There is no access after that.",
            new Greeting(name),
            new Paragraph(
                toCustomer
                    ? $"You have granted these accesses to the partner {other}:"
                    : $"{other} has granted these accesses to your organization:"),
            RightNames.Of(ending, language),
            new Paragraph(extends
                ? $"On {day} they will be extended by 6 months. " + (toCustomer
                    ? "If you do not want that, switch the extension off in the customer portal."
                    : "The customer can switch that off.")
                : $"Their last day is {day}. "
                    + $"{(toCustomer ? "You can extend them in the customer portal." : "Only the customer can extend them.")}"),
            new Link("Go to the customer portal", portal));
    }

    /// <summary>To one side: the partnership has ended.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="name">First and last name of the receiver, where known.</param>
    /// <param name="customer">The customer's name.</param>
    /// <param name="partner">The partner's name.</param>
    /// <param name="by">What ended it.</param>
    public static MailContent Ended(Language language, string? name, string customer, string partner, PartnershipEnd by)
    {
        if (language == Language.German)
        {
            return new MailContent(
                language,
                $"Die Partnerschaft von {customer} und {partner} ist beendet",
                "Alle Zugänge sind mit sofortiger Wirkung erloschen.",
                new Greeting(name),
                new Paragraph(by switch
                {
                    PartnershipEnd.Customer => $"{customer} hat die Partnerschaft mit {partner} beendet.",
                    PartnershipEnd.Partner => $"{partner} hat die Partnerschaft mit {customer} beendet.",
                    PartnershipEnd.PartnerStatus =>
                        $"{partner} hat keinen Partnerstatus mehr. Die Partnerschaft mit {customer} ist damit beendet.",
                    _ =>
                        $"Die Partnerschaft von {customer} mit {partner} konnte nicht beginnen, weil {customer} bereits die höchste "
                            + "Zahl von Partnern hat.",
                }),
                new Paragraph("Ihre bisherigen Zugänge gelten nicht mehr. Was getan wurde, bleibt im Protokoll nachlesbar."));
        }

        if (language == Language.French)
        {
            return new MailContent(
                language,
                $"Le partenariat entre {customer} et {partner} a pris fin",
                "Tous les accès ont pris fin avec effet immédiat.",
                new Greeting(name),
                new Paragraph(by switch
                {
                    PartnershipEnd.Customer => $"{customer} a mis fin au partenariat avec {partner}.",
                    PartnershipEnd.Partner => $"{partner} a mis fin au partenariat avec {customer}.",
                    PartnershipEnd.PartnerStatus =>
                        $"{partner} n’a plus le statut de partenaire. Le partenariat avec {customer} a donc pris fin.",
                    _ =>
                        $"Le partenariat entre {customer} et {partner} n’a pas pu commencer, car {customer} a déjà le nombre maximal de "
                            + "partenaires.",
                }),
                new Paragraph("Les accès accordés ne sont plus valables. Ce qui a été fait reste consultable dans le journal."));
        }

        if (language == Language.Italian)
        {
            return new MailContent(
                language,
                $"La partnership tra {customer} e {partner} è terminata",
                "Tutti gli accessi sono cessati con effetto immediato.",
                new Greeting(name),
                new Paragraph(by switch
                {
                    PartnershipEnd.Customer => $"{customer} ha posto fine alla partnership con {partner}.",
                    PartnershipEnd.Partner => $"{partner} ha posto fine alla partnership con {customer}.",
                    PartnershipEnd.PartnerStatus =>
                        $"{partner} non ha più lo status di partner. La partnership con {customer} è quindi terminata.",
                    _ =>
                        $"La partnership tra {customer} e {partner} non ha potuto iniziare, perché {customer} ha già il numero massimo di "
                            + "partner.",
                }),
                new Paragraph("Gli accessi concessi non sono più validi. Ciò che è stato fatto resta consultabile nel registro."));
        }
        return new MailContent(
            language,
            $"The partnership of {customer} and {partner} has ended",
            "All accesses have ended with immediate effect.",
            new Greeting(name),
            new Paragraph(by switch
            {
                PartnershipEnd.Customer => $"{customer} has ended the partnership with {partner}.",
                PartnershipEnd.Partner => $"{partner} has ended the partnership with {customer}.",
                PartnershipEnd.PartnerStatus =>
                    $"{partner} no longer has partner status, so the partnership with {customer} has ended.",
                _ =>
                    $"The partnership of {customer} with {partner} could not begin, because {customer} already has the "
                        + "maximum number of partners.",
            }),
            new Paragraph("The accesses are no longer valid. What was done remains in the audit log."));
    }
}
