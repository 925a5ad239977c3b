using Accounts.Access.Rights;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>Products, rights and grants as people read them.</summary>
internal static class RightNames
{
    public static string Of(Product product, Language language) => (product, language) switch
    {
        (Product.All, Language.German) => "Alle Produkte",
        (Product.All, _) => "All products",
        (Product.Account, Language.German) => "Kundenkonto",
        (Product.Account, _) => "Customer account",
        (Product.Hosting, _) => "Hosting",
        (Product.Cloud, _) => "Cloud",
        (Product.Telephony, Language.German) => "Telefonie",
        (Product.Telephony, _) => "Telephony",
        (Product.Licenses, Language.German) => "Lizenzen",
        (Product.Licenses, _) => "Licenses",
        (Product.Services, Language.German) => "Dienstleistungen",
        (Product.Services, _) => "Services",
        _ => throw new ArgumentOutOfRangeException(nameof(product)),
    };

    public static string Of(Right right, Language language) => (right, language) switch
    {
        (Right.Read, Language.German) => "ansehen",
        (Right.Read, _) => "view",
        (Right.Manage, Language.German) => "verwalten",
        (Right.Manage, _) => "manage",
        (Right.Billing, Language.German) => "Zahlung und Rechnungen",
        (Right.Billing, _) => "payment and invoices",
        (Right.Full, Language.German) => "alles",
        (Right.Full, _) => "everything",
        _ => throw new ArgumentOutOfRangeException(nameof(right)),
    };

    /// <summary><c>Cloud: verwalten, bis 31. Dezember 2027</c></summary>
    public static string Of(Grant grant, Language language)
    {
        var until = language == Language.German ? "bis" : "until";
        return $"{Of(grant.Product, language)}: {Of(grant.Right, language)}, {until} {Of(grant.Until, language)}";
    }

    public static string Of(DateOnly day, Language language) => MailDates.Day(CentralEurope.StartOf(day), language);

    public static Points Of(IEnumerable<Grant> grants, Language language) => new([.. grants.Select(grant => Of(grant, language))]);
}
