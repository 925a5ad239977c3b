using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>The mails about services, to customers and teams.</summary>
public static class ServiceMails
{
    /// <summary>To a team: what must be done, and for whom.</summary>
    public static MailContent ToTeam(
        Language language, string orderId, string company, string contact, string email, string? phone, IReadOnlyList<string> work) =>
        language == Language.German
            ? new MailContent(
                language,
                $"Neuer Auftrag {orderId} von {company}",
                $"{company} hat Dienstleistungen beauftragt. Bitte vereinbaren Sie einen Termin.",
                new Greeting(),
                new Paragraph(
                    $"{company} hat Dienstleistungen beauftragt, für die Ihr Team zuständig ist. Bitte vereinbaren Sie Termine und "
                        + "Einzelheiten."),
                new Facts(
                    [
                        ("Auftragsnummer", orderId),
                        ("Ansprechperson", contact),
                        ("E-Mail", email),
                        .. phone is null ? Array.Empty<(string, string)>() : [("Telefon", phone)],
                    ]),
                new Points([.. work]))
            : new MailContent(
                language,
                $"New order {orderId} from {company}",
                $"{company} has ordered services. Please arrange an appointment.",
                new Greeting(),
                new Paragraph($"{company} has ordered services that your team is in charge of. Please arrange dates and details."),
                new Facts(
                    [
                        ("Order number", orderId),
                        ("Contact", contact),
                        ("E-mail", email),
                        .. phone is null ? Array.Empty<(string, string)>() : [("Phone", phone)],
                    ]),
                new Points([.. work]));

    /// <summary>To the customer: which teams get in touch.</summary>
    public static MailContent ToCustomer(Language language, string orderId, string name, IReadOnlyList<string> teams)
    {
        var names = string.Join(", ", teams);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"Ihr Auftrag {orderId} ist beauftragt",
                "Das zuständige Team meldet sich bei Ihnen.",
                new Greeting(name),
                new Paragraph(
                    "wir haben Ihren Auftrag an das zuständige Team gegeben. Es meldet sich bei Ihnen, um Termine und Einzelheiten zu "
                        + "vereinbaren."),
                new Facts(("Auftragsnummer", orderId), ("Team", names))),
            Language.French => new MailContent(
                language,
                $"Votre commande {orderId} est confiée à une équipe",
                "L’équipe compétente prendra contact avec vous.",
                new Greeting(name),
                new Paragraph(
                    "Nous avons transmis votre commande à l’équipe compétente. Elle prendra contact avec vous pour convenir des "
                        + "rendez-vous et des détails."),
                new Facts(("Numéro de commande", orderId), ("Équipe", names))),
            Language.Italian => new MailContent(
                language,
                $"Il Suo ordine {orderId} è affidato a un team",
                "Il team competente La contatterà.",
                new Greeting(name),
                new Paragraph(
                    "Abbiamo trasmesso il Suo ordine al team competente, che La contatterà per concordare gli appuntamenti e i dettagli."),
                new Facts(("Numero d’ordine", orderId), ("Team", names))),
            _ => new MailContent(
                language,
                $"We have passed on your order {orderId}",
                "The team in charge will get in touch with you.",
                new Greeting(name),
                new Paragraph(
                    "We have passed your order to the team in charge. They will get in touch with you to arrange dates and details."),
                new Facts(("Order number", orderId), ("Team", names))),
        };
    }

    /// <summary>To customer and team: when and where.</summary>
    /// <param name="language">The receiver's.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="name">The receiver; null for a team.</param>
    /// <param name="company">The customer.</param>
    /// <param name="appointment">The appointment; its times are shown in its own time zone.</param>
    public static MailContent Appointment(Language language, string orderId, string? name, string company, Appointment appointment)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(appointment.TimeZone);
        var (start, end) = (MailDates.Moment(appointment.Start, language, zone), MailDates.Moment(appointment.End, language, zone));
        List<MailBlock> remark = appointment.Remark is null ? [] : [new Quote(appointment.Remark)];
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"Termin zum Auftrag {orderId}",
                $"Beginn: {start}",
                [
                    new Greeting(name),
                    new Paragraph(
                        name is null
                            ? $"für den Auftrag {orderId} von {company} ist ein Termin vereinbart. "
                                + "Sie finden eine Kalenderdatei im Anhang."
                            : $"für Ihren Auftrag {orderId} ist ein Termin vereinbart. Sie finden eine Kalenderdatei im Anhang."),
                    new Facts(("Beginn", start), ("Ende", end), ("Zeitzone", appointment.TimeZone), ("Ort", appointment.Place)),
                    .. remark,
                ]),
            Language.French => new MailContent(
                language,
                $"Rendez-vous pour la commande {orderId}",
                $"Début: {start}",
                [
                    new Greeting(name),
                    new Paragraph(
                        name is null
                            ? $"Un rendez-vous est convenu pour la commande {orderId} du client «{company}». "
                                + "Vous trouverez un fichier de calendrier en annexe."
                            : $"Un rendez-vous est convenu pour votre commande {orderId}. "
                                + "Vous trouverez un fichier de calendrier en annexe."),
                    new Facts(("Début", start), ("Fin", end), ("Fuseau horaire", appointment.TimeZone), ("Lieu", appointment.Place)),
                    .. remark,
                ]),
            Language.Italian => new MailContent(
                language,
                $"Appuntamento per l’ordine {orderId}",
                $"Inizio: {start}",
                [
                    new Greeting(name),
                    new Paragraph(
                        name is null
                            ? $"È stato concordato un appuntamento per l’ordine {orderId} del cliente «{company}». "
                                + "In allegato trova un file di calendario."
                            : $"È stato concordato un appuntamento per il Suo ordine {orderId}. In allegato trova un file di calendario."),
                    new Facts(("Inizio", start), ("Fine", end), ("Fuso orario", appointment.TimeZone), ("Luogo", appointment.Place)),
                    .. remark,
                ]),
            _ => new MailContent(
                language,
                $"Appointment for order {orderId}",
                $"It begins on {start}.",
                [
                    new Greeting(name),
                    new Paragraph(
                        name is null
                            ? $"An appointment was arranged for the order {orderId} of {company}. A calendar file is attached."
                            : $"An appointment was arranged for your order {orderId}. A calendar file is attached."),
                    new Facts(("Begin", start), ("End", end), ("Time zone", appointment.TimeZone), ("Place", appointment.Place)),
                    .. remark,
                ]),
        };
    }

    /// <summary>To the customer: what was done, and until when it can be disputed.</summary>
    public static MailContent Submitted(
        Language language, string orderId, string name, PerformanceRecord record, IReadOnlyList<OrderLine> lines)
    {
        var (day, until) = (MailDates.Day(CentralEurope.StartOf(record.Date), language), MailDates.Moment(record.AcceptedFrom, language));
        var work = new Points([.. record.Work.Select(done =>
        {
            var line = lines.First(line => line.Number == done.Line);
            var quantity = DocumentFormat.Quantity(done.Quantity, language);
            return $"{quantity} {DocumentFormat.UnitName(line.Unit, done.Quantity, language)} {line.Name.In(language)}: {done.Description}";
        })]);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"Leistungsnachweis zum Auftrag {orderId}",
                $"Bitte prüfen Sie die Arbeiten vom {day}.",
                new Greeting(name),
                new Paragraph(
                    $"zu Ihrem Auftrag {orderId} liegt ein Leistungsnachweis vor. Bitte nehmen Sie ihn im Kundenportal an oder "
                        + "widersprechen Sie ihm."),
                new Facts(("Tag der Arbeiten", day), ("Ihre Frist", until)),
                work,
                new Note($"Ohne Widerspruch bis zum {until} gilt der Leistungsnachweis als angenommen und wird abgerechnet.")),
            Language.French => new MailContent(
                language,
                $"Rapport de prestations pour la commande {orderId}",
                $"Veuillez vérifier les travaux du {day}.",
                new Greeting(name),
                new Paragraph(
                    $"Un rapport de prestations est disponible pour votre commande {orderId}. Veuillez l’accepter ou le contester dans le "
                        + "portail client."),
                new Facts(("Jour des travaux", day), ("Votre délai", until)),
                work,
                new Note(
                    $"Sans contestation jusqu’au {until}, le rapport de prestations est considéré comme accepté et sera facturé.")),
            Language.Italian => new MailContent(
                language,
                $"Rapporto di prestazione per l’ordine {orderId}",
                $"La preghiamo di verificare i lavori del giorno {day}.",
                new Greeting(name),
                new Paragraph(
                    $"È disponibile un rapporto di prestazione per il Suo ordine {orderId}. La preghiamo di accettarlo o di contestarlo "
                        + "nel portale clienti."),
                new Facts(("Giorno dei lavori", day), ("Il Suo termine", until)),
                work,
                new Note(
                    $"Senza contestazione fino al giorno {until}, il rapporto di prestazione è considerato accettato e sarà fatturato.")),
            _ => new MailContent(
                language,
                $"Performance record for order {orderId}",
                $"Please check the work done on {day}.",
                new Greeting(name),
                new Paragraph(
                    $"There is a performance record for your order {orderId}. Please accept or dispute it in the customer portal."),
                new Facts(("Day of the work", day), ("You can answer until", until)),
                work,
                new Note($"Unless you dispute it by {until}, the performance record counts as accepted and is invoiced.")),
        };
    }

    /// <summary>To the customer: silence will soon count as acceptance.</summary>
    public static MailContent Reminder(Language language, string orderId, string name, PerformanceRecord record)
    {
        var (day, until) = (MailDates.Day(CentralEurope.StartOf(record.Date), language), MailDates.Moment(record.AcceptedFrom, language));
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"Erinnerung: Leistungsnachweis zum Auftrag {orderId}",
                $"Ohne Widerspruch gilt er ab dem {until} als angenommen.",
                new Greeting(name),
                new Paragraph(
                    $"der Leistungsnachweis vom {day} zu Ihrem Auftrag {orderId} ist noch offen. Ohne Widerspruch gilt er ab dem "
                        + $"{until} als angenommen und wird abgerechnet."),
                new Paragraph("Annehmen oder widersprechen können Sie im Kundenportal.")),
            Language.French => new MailContent(
                language,
                $"Rappel: rapport de prestations pour la commande {orderId}",
                $"Sans contestation, il est considéré comme accepté à partir du {until}.",
                new Greeting(name),
                new Paragraph(
                    $"Le rapport de prestations du {day} pour votre commande {orderId} est encore en attente. Sans contestation, il est "
                        + $"considéré comme accepté à partir du {until} et sera facturé."),
                new Paragraph("Vous pouvez l’accepter ou le contester dans le portail client.")),
            Language.Italian => new MailContent(
                language,
                $"Promemoria: rapporto di prestazione per l’ordine {orderId}",
                $"Senza contestazione è considerato accettato dal giorno {until}.",
                new Greeting(name),
                new Paragraph(
                    $"Il rapporto di prestazione del giorno {day} per il Suo ordine {orderId} è ancora in sospeso. Senza contestazione è "
                        + $"considerato accettato dal giorno {until} e sarà fatturato."),
                new Paragraph("Può accettarlo o contestarlo nel portale clienti.")),
            _ => new MailContent(
                language,
                $"Reminder: performance record for order {orderId}",
                $"Unless you dispute it, it counts as accepted from {until}.",
                new Greeting(name),
                new Paragraph(
                    $"The performance record of {day} for your order {orderId} is still open. Unless you dispute it, it counts as "
                        + $"accepted from {until} and is invoiced."),
                new Paragraph("You can accept or dispute it in the customer portal.")),
        };
    }

    /// <summary>To a team: the customer does not agree.</summary>
    public static MailContent Disputed(Language language, string orderId, string company, DateOnly date, string reason)
    {
        var day = MailDates.Day(CentralEurope.StartOf(date), language);
        return language == Language.German
            ? new MailContent(
                language,
                $"Widerspruch zum Leistungsnachweis, Auftrag {orderId}",
                $"{company} widerspricht dem Leistungsnachweis vom {day}.",
                new Greeting(),
                new Paragraph(
                    $"{company} widerspricht dem Leistungsnachweis vom {day} zum Auftrag {orderId}. Bitte klären Sie das und reichen "
                        + "Sie gegebenenfalls einen neuen ein. Die Begründung:"),
                new Quote(reason))
            : new MailContent(
                language,
                $"Disputed performance record, order {orderId}",
                $"{company} disputes the performance record of {day}.",
                new Greeting(),
                new Paragraph(
                    $"{company} disputes the performance record of {day} for the order {orderId}. Please clarify this, and submit a new "
                        + "one if necessary. The reason:"),
                new Quote(reason));
    }
}
