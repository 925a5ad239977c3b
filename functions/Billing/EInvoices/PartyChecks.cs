using System.Text.RegularExpressions;
using Accounts.Billing.Documents;
using Accounts.Platform.Values;
using static Accounts.Billing.EInvoices.DocumentChecks;

namespace Accounts.Billing.EInvoices;

/// <summary>Rules for seller and buyer.</summary>
internal static partial class PartyChecks
{
    private static readonly CheckRule<Seller>[] OfSeller =
    [
        new("BR-06", seller => IsGiven(seller.Name), "The seller has no name; set Provider:Name."),
        new("BR-DE-3", seller => IsGiven(seller.Address.City), "The seller's city is missing; set Provider:City."),
        new("BR-DE-4", seller => IsGiven(seller.Address.PostalCode), "The seller's postal code is missing; set Provider:PostalCode."),
        new("BR-09", seller => CountryCodes.Contain(seller.Address.Country),
            "The seller's country is not a country code; set Provider:Country."),
        new("BR-DE-5", seller => IsGiven(seller.ContactName), "The seller's contact has no name; set the provider's contact."),
        new("BR-DE-6", seller => IsGiven(seller.Phone), "The seller's contact has no phone; set Provider:Phone."),
        new("BR-DE-7", seller => IsGiven(seller.Email), "The seller's contact has no e-mail address; set Provider:Email."),
        new("BR-DE-27", seller => seller.Phone.Count(char.IsAsciiDigit) >= 3,
            "The seller's phone has fewer than three digits; set Provider:Phone."),
        new("BR-DE-28", seller => Email().IsMatch(seller.Email), "The seller's e-mail address is not valid; set Provider:Email."),
        new("PEPPOL-EN16931-R020", seller => IsGiven(seller.Email), "The seller has no electronic address; set Provider:Email."),
    ];

    private static readonly CheckRule<Buyer>[] OfBuyer =
    [
        new("BR-07", buyer => IsGiven(buyer.Company.Name), "The customer has no company name; complete the account."),
        new("BR-DE-8", buyer => IsGiven(buyer.Company.Address.City), "The customer's city is missing; complete the account's address."),
        new("BR-DE-9", buyer => IsGiven(buyer.Company.Address.PostalCode),
            "The customer's postal code is missing; complete the account's address."),
        new("BR-11", buyer => CountryCodes.Contain(buyer.Company.Address.Country),
            "The customer's country is not a country code; correct the account's address."),
        new("PEPPOL-EN16931-R010", buyer => IsGiven(buyer.Email), "The customer has no address for invoices; choose an invoice contact."),
    ];

    // Outside of VAT, the XML has no VAT ids, so they are not checked.
    private static readonly CheckRule<InvoiceDocument>[] OfTaxIds =
    [
        new("BR-CO-09", document => document.IsOutsideVat || HasCountry(document.Seller.VatId),
            "The seller's VAT id does not begin with a country; set Provider:VatId."),
        new("BR-CO-09", document => document.IsOutsideVat || HasCountry(document.Buyer.VatId),
            "The customer's VAT id does not begin with a country; correct the account's VAT id."),
        new("BR-CO-26", document => IsGiven(document.Seller.Register) || IsGiven(document.Seller.VatId) && !document.IsOutsideVat,
            "Nothing identifies the seller; set Provider:Register."),
        new("BR-DE-16", document => document.IsOutsideVat || IsGiven(document.Seller.VatId) || IsGiven(document.Seller.TaxNumber),
            "The seller has neither VAT id nor tax number; set Provider:VatId."),
        new("BR-O-02", document => !document.IsOutsideVat || IsGiven(document.Seller.TaxNumber),
            "An invoice outside of VAT has no VAT ids, and the seller's tax number is missing; set Provider:TaxNumber."),
        new("BR-AE-02", document => !IsReverseCharge(document) || IsGiven(document.Seller.VatId),
            "Reverse charge needs the seller's VAT id; set Provider:VatId."),
        new("BR-AE-02", document => !IsReverseCharge(document) || IsGiven(document.Buyer.VatId),
            "Reverse charge needs the customer's VAT id; have it entered and verified."),
        // Not a rule of EN 16931, but of Austrian law: § 11 (1) UStG 1994.
        new("BT-48", document => document.IsOutsideVat || !IsLargeInAustria(document) || IsGiven(document.Buyer.VatId),
            "An Austrian seller's invoice above 10,000 EUR must show the customer's VAT id; have it entered."),
    ];

    public static IEnumerable<CheckFinding> Of(InvoiceDocument document) =>
    [
        .. CheckRule<Seller>.Broken(OfSeller, document.Seller),
        .. CheckRule<Buyer>.Broken(OfBuyer, document.Buyer),
        .. CheckRule<InvoiceDocument>.Broken(OfTaxIds, document),
    ];

    private static bool IsReverseCharge(InvoiceDocument document) => document.Lines.Any(line => line.Tax.Category == "AE");

    private static bool IsLargeInAustria(InvoiceDocument document) =>
        document.Seller.Address.Country == "AT" && document.Totals.Gross > 10_000_00;

    // VAT ids of Greece begin with EL.
    private static bool HasCountry(string? vatId) =>
        !IsGiven(vatId) || vatId!.Length > 2 && (CountryCodes.Contain(vatId[..2]) || vatId.StartsWith("EL", StringComparison.Ordinal));

    [GeneratedRegex(@"^[^@\s]+@([^@.\s]+\.)+[^@.\s]+\z")]
    private static partial Regex Email();
}
