using Accounts.Customers.Organizations;
using Accounts.Platform.Values;

namespace Accounts.Sales.Taxes;

/// <summary>Why tax is charged, or why not.</summary>
public enum TaxTreatment
{
    /// <summary>At the supplier's rates.</summary>
    Taxable,

    /// <summary>The customer owes the tax (§ 13b UStG, Art. 196 of Directive 2006/112/EC).</summary>
    ReverseCharge,

    /// <summary>Supplied outside the supplier's country (§ 3a (2) UStG).</summary>
    NotTaxable,

    /// <summary>Cannot be said yet, such as while a tax id is not verified; somebody decides before the invoice.</summary>
    ToBeReviewed,
}

/// <summary>How a supply is taxed.</summary>
/// <param name="Treatment">Whether and why.</param>
/// <param name="Code">Category of EN 16931 (UNTDID 5305): S, AE, O; null while it is to be reviewed.</param>
/// <param name="Note">What the document must say; null when nothing.</param>
public sealed record TaxDecision(TaxTreatment Treatment, string? Code, string? Note)
{
    /// <summary>How supplies to a company are taxed.</summary>
    /// <param name="supplier">Where the provider is.</param>
    /// <param name="account">The customer's, as it stands.</param>
    /// <param name="language">Of the note. The words that German law asks for stand in every language.</param>
    public static TaxDecision Of(Country supplier, CustomerAccount account, Language language)
    {
        if (Countries.Parse(account.Country) is not { } customer)
            return ToBeReviewed(language, "Ihr Unternehmen in einem Land ist, dessen Regeln wir einzeln ansehen", "your company is in a country whose rules we look at case by case");
        // Within the country no tax id is asked for; accounts that sales made may have none.
        if (customer == supplier)
            return new(TaxTreatment.Taxable, "S", null);
        if (account.VatId is null)
            return ToBeReviewed(language, "uns keine Steuernummer von Ihnen vorliegt", "we have no tax id of yours");
        if (customer == Country.CH || supplier == Country.CH)
            return new(TaxTreatment.NotTaxable, "O", NotTaxable(customer, language));
        return account.TaxIdStatus == TaxIdStatus.Verified
            ? new(TaxTreatment.ReverseCharge, "AE", In(language, "Steuerschuldnerschaft des Leistungsempfängers", "Reverse charge (Steuerschuldnerschaft des Leistungsempfängers)"))
            : ToBeReviewed(language, "Ihre Steuernummer noch nicht bestätigt ist", "your tax id has not been verified yet");
    }

    private static TaxDecision ToBeReviewed(Language language, string german, string english) => new(
        TaxTreatment.ToBeReviewed, null, In(language, $"Die Umsatzsteuer wird vor der Rechnung geprüft, weil {german}.", $"The tax is reviewed before the invoice, because {english}."));

    private static string NotTaxable(Country customer, Language language)
    {
        var (german, english) = customer switch
        {
            Country.DE => ("Deutschland", "Germany"),
            Country.AT => ("Österreich", "Austria"),
            _ => ("Schweiz", "Switzerland"),
        };
        var note = $"Nicht im Inland steuerbar, Leistungsort {german}";
        return In(language, note, $"Not taxable in the supplier's country, place of supply {english} ({note})");
    }

    private static string In(Language language, string german, string english) => language == Language.German ? german : english;
}
