using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Customers.SelfService;

/// <summary>The first mail to a new customer.</summary>
public static class WelcomeMail
{
    /// <summary>Says that the account is ready, its customer number, and what can be done next.</summary>
    /// <param name="language">Language of the receiver.</param>
    /// <param name="name">First and last name of the receiver.</param>
    /// <param name="organization">Name of the organization.</param>
    /// <param name="customerNumber">7 digits.</param>
    /// <param name="portal">Address of the customer portal.</param>
    public static MailContent For(Language language, string name, string organization, string customerNumber, Uri portal) => language switch
    {
        Language.German => new MailContent(
            language,
            "Willkommen! Ihr Kundenkonto ist eingerichtet",
            $"Ihre Kundennummer ist {customerNumber}.",
            new Greeting(name),
            new Paragraph("Ihr Kundenkonto ist eingerichtet und sofort nutzbar. Bitte geben Sie bei Fragen Ihre Kundennummer an."),
            new Facts(("Organisation", organization), ("Kundennummer", customerNumber)),
            new Paragraph("So geht es weiter:"),
            new Points(
                "Laden Sie weitere Personen in Ihre Organisation ein und geben Sie ihnen eine Rolle.",
                "Legen Sie Ihr erstes Projekt an.",
                "Prüfen Sie, an welche E-Mail-Adresse Ihre Rechnungen gehen."),
            new Link("Zum Kundenportal", portal),
            new Note(
                "Ihre Umsatzsteuer-Identifikationsnummer gleichen wir mit dem amtlichen Verzeichnis ab. Dafür müssen Sie nichts tun.")),
        Language.French => new MailContent(
            language,
            "Bienvenue! Votre compte client est prêt",
            $"Votre numéro de client est {customerNumber}.",
            new Greeting(name),
            new Paragraph(
                "Votre compte client est prêt et utilisable dès maintenant. En cas de question, veuillez indiquer votre numéro de client."),
            new Facts(("Organisation", organization), ("Numéro de client", customerNumber)),
            new Paragraph("Prochaines étapes:"),
            new Points(
                "Invitez d’autres personnes dans votre organisation et attribuez-leur un rôle.",
                "Créez votre premier projet.",
                "Vérifiez à quelle adresse e-mail vos factures sont envoyées."),
            new Link("Accéder au portail client", portal),
            new Note("Nous comparons votre numéro de TVA avec le registre officiel. Vous n’avez rien à faire.")),
        Language.Italian => new MailContent(
            language,
            "Le diamo il benvenuto: il Suo conto cliente è pronto",
            $"Il Suo numero cliente è {customerNumber}.",
            new Greeting(name),
            new Paragraph(
                "Il Suo conto cliente è pronto e può essere utilizzato da subito. In caso di domande, La preghiamo di indicare il Suo "
                    + "numero cliente."),
            new Facts(("Organizzazione", organization), ("Numero cliente", customerNumber)),
            new Paragraph("I prossimi passi:"),
            new Points(
                "Inviti altre persone nella Sua organizzazione e assegni loro un ruolo.",
                "Crei il Suo primo progetto.",
                "Verifichi a quale indirizzo e-mail vengono inviate le Sue fatture."),
            new Link("Al portale clienti", portal),
            new Note("Confrontiamo il Suo numero IVA con il registro ufficiale. Non deve fare nulla.")),
        _ => new MailContent(
            language,
            "Welcome! Your customer account is ready",
            $"Your customer number is {customerNumber}.",
            new Greeting(name),
            new Paragraph(
                "Your customer account has been set up and is ready to use. Please mention your customer number when you contact us."),
            new Facts(("Organization", organization), ("Customer number", customerNumber)),
            new Paragraph("What you can do next:"),
            new Points(
                "Invite other people to your organization and give them a role.",
                "Create your first project.",
                "Check which e-mail address your invoices go to."),
            new Link("Go to the customer portal", portal),
            new Note("We check your VAT identification number against the official register. There is nothing you need to do.")),
    };
}
