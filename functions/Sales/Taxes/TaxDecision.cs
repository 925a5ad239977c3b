using Accounts.Customers.Organizations;
using Accounts.Platform.Values;

namespace Accounts.Sales.Taxes;

/// <summary>Why tax is charged, or why not.</summary>
public enum TaxTreatment
{
    /// <summary>Taxed at the supplier's rates.</summary>
    Taxable,

    /// <summary>The customer owes the tax (§ 13b UStG, Art. 196 of Directive 2006/112/EC).</summary>
    ReverseCharge,

    /// <summary>The place of supply is outside the supplier's country (§ 3a (2) UStG).</summary>
    NotTaxable,

    /// <summary>The supplier is a small business (§ 19 UStG).</summary>
    Exempt,

    /// <summary>Cannot be decided yet, such as while a tax id is not verified; it must be decided before the invoice.</summary>
    ToBeReviewed,
}

/// <summary>Why the treatment cannot be decided.</summary>
public enum TaxQuestion
{
    /// <summary>The official service has not verified the tax id; once it has, this is settled automatically.</summary>
    TaxIdNotVerified,

    /// <summary>There is no tax id.</summary>
    TaxIdMissing,

    /// <summary>The company is in a country whose ids cannot be verified here.</summary>
    CountryByHand,
}

/// <summary>The provider as supplier.</summary>
/// <param name="Country">The country that it sells from, and where it is taxed.</param>
/// <param name="IsSmallBusiness">Whether it charges no tax at home (§ 19 UStG, § 6 (1) 27 UStG AT).</param>
public sealed record TaxSupplier(Country Country, bool IsSmallBusiness = false);

/// <summary>How a supply is taxed.</summary>
/// <param name="Treatment">Whether tax is charged, and why.</param>
/// <param name="Code">Category of EN 16931 (UNTDID 5305): S, AE, O, E; null while it must be reviewed.</param>
/// <param name="Note">What the document must say; null when nothing.</param>
/// <param name="ReasonCode">VATEX code for not charging tax; null when tax is charged, or while that must be reviewed.</param>
/// <param name="Question">What must be reviewed; null when there is nothing to review.</param>
public sealed record TaxDecision(
    TaxTreatment Treatment, string? Code, string? Note, string? ReasonCode = null, TaxQuestion? Question = null)
{
    /// <summary>How supplies to a company are taxed.</summary>
    /// <param name="supplier">The provider.</param>
    /// <param name="account">The customer's account, as it is now.</param>
    /// <param name="language">Language of the note. The words that the law requires are in every language version.</param>
    public static TaxDecision Of(TaxSupplier supplier, CustomerAccount account, Language language)
    {
        // Within the country no tax id is required; accounts that sales created may have none.
        if (account.Country == supplier.Country.ToString())
            return supplier.IsSmallBusiness ? Exempt(supplier.Country, language) : new(TaxTreatment.Taxable, "S", null);
        if (Countries.Parse(account.Country) is null && EuropeanUnion.Has(account.Country))
            return ToBeReviewed(TaxQuestion.CountryByHand, language);
        if (supplier.Country == Country.CH || !EuropeanUnion.Has(account.Country))
            return NotTaxable(account, language);
        if (account.VatId is null)
            return ToBeReviewed(TaxQuestion.TaxIdMissing, language);
        return account.TaxIdStatus == TaxIdStatus.Verified
            ? ReverseCharge(supplier.Country, language)
            : ToBeReviewed(TaxQuestion.TaxIdNotVerified, language);
    }

    private static TaxDecision ReverseCharge(Country supplier, Language language)
    {
        // The words of § 14a (5) UStG, and of § 11 (1a) UStG 1994 of Austria.
        var words = supplier == Country.AT
            ? "Übergang der Steuerschuld auf den Leistungsempfänger"
            : "Steuerschuldnerschaft des Leistungsempfängers";
        var note = language.Pick(words, $"Reverse charge ({words})", $"Autoliquidation ({words})", $"Inversione contabile ({words})");
        return new(TaxTreatment.ReverseCharge, "AE", note, "VATEX-EU-AE");
    }

    private static TaxDecision NotTaxable(CustomerAccount account, Language language)
    {
        // An operator checks companies outside of the three countries when their account is created. Those in Switzerland have a UID.
        if (Countries.Parse(account.Country) is not null && account.VatId is null)
            return ToBeReviewed(TaxQuestion.TaxIdMissing, language);
        var (german, english, french, italian) = account.Country switch
        {
            "DE" => ("Deutschland", "Germany", "Allemagne", "Germania"),
            "AT" => ("Österreich", "Austria", "Autriche", "Austria"),
            "CH" => ("Schweiz", "Switzerland", "Suisse", "Svizzera"),
            var code => (code, code, code, code),
        };
        var note = $"Nicht im Inland steuerbar, Leistungsort {german}";
        var said = language.Pick(
            note,
            $"Not taxable in the supplier's country, place of supply {english} ({note})",
            $"Non imposable dans le pays du fournisseur, lieu de la prestation: {french} ({note})",
            $"Non imponibile nel paese del fornitore, luogo della prestazione: {italian} ({note})");
        return new(TaxTreatment.NotTaxable, "O", said, "VATEX-EU-O");
    }

    private static TaxDecision Exempt(Country supplier, Language language)
    {
        var words = supplier == Country.AT
            ? "Umsatzsteuerfrei aufgrund der Kleinunternehmerregelung (§ 6 Abs. 1 Z 27 UStG)"
            : "Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG";
        // There is no VATEX code for this; the text is enough (BR-E-10).
        var note = language.Pick(
            words, $"No VAT: small business ({words})", $"Sans TVA: petite entreprise ({words})", $"Senza IVA: piccola impresa ({words})");
        return new(TaxTreatment.Exempt, "E", note);
    }

    private static TaxDecision ToBeReviewed(TaxQuestion question, Language language)
    {
        var reason = question switch
        {
            TaxQuestion.TaxIdNotVerified => language.Pick(
                "Ihre Steuernummer noch nicht bestätigt ist",
                "your tax id has not been verified yet",
                "votre numéro fiscal n’est pas encore confirmé",
                "il Suo numero fiscale non è ancora confermato"),
            TaxQuestion.TaxIdMissing => language.Pick(
                "uns keine Steuernummer von Ihnen vorliegt",
                "we do not have your tax id",
                "nous ne disposons pas de votre numéro fiscal",
                "non disponiamo del Suo numero fiscale"),
            _ => language.Pick(
                "Ihr Unternehmen in einem Land ist, dessen Regeln wir einzeln ansehen",
                "your company is in a country whose rules we check case by case",
                "votre entreprise se trouve dans un pays dont nous examinons les règles au cas par cas",
                "la Sua impresa si trova in un paese le cui regole vengono esaminate caso per caso"),
        };
        var note = language.Pick(
            $"Die Umsatzsteuer wird vor der Rechnung geprüft, weil {reason}",
            $"The tax will be reviewed before the invoice is issued, because {reason}",
            $"La TVA sera vérifiée avant la facture, car {reason}",
            $"L’IVA sarà verificata prima della fattura, poiché {reason}");
        return new(TaxTreatment.ToBeReviewed, null, note, Question: question);
    }
}
