using Accounts.Access.Rights;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>Products, rights and grants as text for mails.</summary>
internal static class RightNames
{
    public static string Of(Product product, Language language) => product switch
    {
        Product.All => language.Pick("Alle Produkte", "All products", "Tous les produits", "Tutti i prodotti"),
        Product.Account => language.Pick("Kundenkonto", "Customer account", "Compte client", "Conto cliente"),
        Product.Hosting => language.Pick("Hosting", "Hosting", "Hébergement", "Hosting"),
        Product.Cloud => "Cloud",
        Product.Telephony => language.Pick("Telefonie", "Telephony", "Téléphonie", "Telefonia"),
        Product.Licenses => language.Pick("Lizenzen", "Licenses", "Licences", "Licenze"),
        Product.Services => language.Pick("Dienstleistungen", "Services", "Services", "Servizi"),
        _ => throw new ArgumentOutOfRangeException(nameof(product)),
    };

    public static string Of(Right right, Language language) => right switch
    {
        Right.Read => language.Pick("ansehen", "view", "consulter", "visualizzare"),
        Right.Manage => language.Pick("verwalten", "manage", "gérer", "gestire"),
        Right.Billing => language.Pick("Zahlung und Rechnungen", "payment and invoices", "paiement et factures", "pagamento e fatture"),
        Right.Full => language.Pick("alles", "everything", "tout", "tutto"),
        _ => throw new ArgumentOutOfRangeException(nameof(right)),
    };

    /// <summary><c>Cloud: verwalten, bis 31. Dezember 2027</c></summary>
    public static string Of(Grant grant, Language language)
    {
        var until = language.Pick("bis", "until", "jusqu’au", "fino al giorno");
        return $"{Of(grant.Product, language)}: {Of(grant.Right, language)}, {until} {Of(grant.Until, language)}";
    }

    public static string Of(DateOnly day, Language language) => MailDates.Day(CentralEurope.StartOf(day), language);

    public static Points Of(IEnumerable<Grant> grants, Language language) => new([.. grants.Select(grant => Of(grant, language))]);
}
