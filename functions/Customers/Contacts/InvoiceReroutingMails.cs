using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Customers.Contacts;

/// <summary>The organization whose invoice address has changed.</summary>
/// <param name="Language">Language of the mails.</param>
/// <param name="Organization">Name of the organization.</param>
/// <param name="Number">Its customer number.</param>
public sealed record ReroutingSubject(Language Language, string Organization, string Number);

/// <summary>
/// Mails about a new invoice address. They have no link, so that receivers do not expect one and do not follow a forged one.
/// </summary>
public static class InvoiceReroutingMails
{
    /// <summary>To a legal representative.</summary>
    public static MailContent ToRepresentative(ReroutingSubject about, InvoiceRerouting rerouting, string? name) =>
        Of(about, rerouting, new Greeting(name), rerouting.Present);

    /// <summary>To the former address. It may belong to a stranger, so the new address is not shown in full.</summary>
    public static MailContent ToFormerAddress(ReroutingSubject about, InvoiceRerouting rerouting) =>
        Of(about, rerouting, new Greeting(), rerouting.Present[0] + "…" + rerouting.Present[rerouting.Present.LastIndexOf('@')..]);

    private static MailContent Of(ReroutingSubject about, InvoiceRerouting rerouting, Greeting greeting, string address)
    {
        var (language, organization, number) = about;
        var when = MailDates.Moment(rerouting.At, language);
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"Rechnungen von {organization} gehen an eine andere E-Mail-Adresse",
                "Bitte prüfen Sie, ob das so gewollt ist.",
                greeting,
                new Paragraph($"die Rechnungen für {organization} gehen ab jetzt an eine andere E-Mail-Adresse."),
                new Facts([("Kundennummer", number), ("Neue Adresse", address), ("Geändert am", when), .. By("Geändert von", rerouting)]),
                new Note(
                    "War das nicht beabsichtigt? Dann melden Sie sich bitte im Kundenportal an, stellen Sie die "
                        + "Zahlungseinstellungen zurück und prüfen Sie, wer Zugriff auf Ihre Organisation hat.")),
            Language.French => new MailContent(
                language,
                $"Les factures pour {organization} sont envoyées à une autre adresse e-mail",
                "Veuillez vérifier que c’est bien ce que vous souhaitez.",
                greeting,
                new Paragraph($"Les factures pour {organization} sont désormais envoyées à une autre adresse e-mail."),
                new Facts(
                    [("Numéro de client", number), ("Nouvelle adresse", address), ("Modifié le", when), .. By("Modifié par", rerouting)]),
                new Note(
                    "Ce changement n’était pas voulu? Dans ce cas, connectez-vous au portail client, rétablissez les paramètres de "
                        + "paiement et vérifiez qui a accès à votre organisation.")),
            Language.Italian => new MailContent(
                language,
                $"Le fatture per {organization} vengono inviate a un altro indirizzo e-mail",
                "La preghiamo di verificare che sia ciò che desidera.",
                greeting,
                new Paragraph($"D’ora in poi le fatture per {organization} vengono inviate a un altro indirizzo e-mail."),
                new Facts(
                    [("Numero cliente", number), ("Nuovo indirizzo", address), ("Modificato il", when), .. By("Modificato da", rerouting)]),
                new Note(
                    "La modifica non era intenzionale? In tal caso acceda al portale clienti, ripristini le impostazioni di pagamento e "
                        + "verifichi chi ha accesso alla Sua organizzazione.")),
            _ => new MailContent(
                language,
                $"Invoices of {organization} go to another e-mail address",
                "Please check whether this is what you want.",
                greeting,
                new Paragraph($"From now on the invoices for {organization} go to another e-mail address."),
                new Facts([("Customer number", number), ("New address", address), ("Changed on", when), .. By("Changed by", rerouting)]),
                new Note(
                    "Was this not intended? Then please sign in to the customer portal, restore the payment settings, and check who "
                        + "has access to your organization.")),
        };
    }

    private static (string, string)[] By(string label, InvoiceRerouting rerouting) => rerouting.By is { } name ? [(label, name)] : [];
}
