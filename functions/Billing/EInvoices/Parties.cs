using Accounts.Billing.Documents;
using Accounts.Platform.Values;

namespace Accounts.Billing.EInvoices;

/// <summary>Writes seller and buyer (BG-4, BG-7). If the invoice is not subject to VAT, neither has a VAT id (BR-O-02).</summary>
internal static class Parties
{
    /// <summary>Marks an electronic address as an e-mail address (BT-34, BT-49).</summary>
    private static readonly (string Name, string Value)? Email = ("schemeID", "EM");

    public static void WriteSeller(UblWriter ubl, InvoiceDocument document) => ubl.Write("Party", () =>
    {
        var seller = document.Seller;
        ubl.Write("EndpointID", seller.Email, Email);
        WriteAddress(ubl, seller.Address);
        if (!document.IsOutsideVat)
            WriteTax(ubl, seller.VatId, "VAT");
        WriteTax(ubl, seller.TaxNumber, "FC");
        ubl.Write("PartyLegalEntity", () =>
        {
            ubl.Write("RegistrationName", seller.Name);
            ubl.Write("CompanyID", seller.Register);
        });
        ubl.Write("Contact", () =>
        {
            ubl.Write("Name", seller.ContactName);
            ubl.Write("Telephone", seller.Phone);
            ubl.Write("ElectronicMail", seller.Email);
        });
    });

    public static void WriteBuyer(UblWriter ubl, InvoiceDocument document) => ubl.Write("Party", () =>
    {
        var buyer = document.Buyer;
        ubl.Write("EndpointID", buyer.Email, Email);
        ubl.WriteReference("PartyIdentification", buyer.CustomerNumber);
        WriteAddress(ubl, buyer.Company.Address);
        if (!document.IsOutsideVat)
            WriteTax(ubl, buyer.VatId, "VAT");
        ubl.Write("PartyLegalEntity", () => ubl.Write("RegistrationName", buyer.Company.Name));
        ubl.Write("Contact", () =>
        {
            ubl.Write("Name", buyer.ContactName);
            ubl.Write("ElectronicMail", buyer.Email);
        });
    });

    private static void WriteAddress(UblWriter ubl, Address address) => ubl.Write("PostalAddress", () =>
    {
        ubl.Write("StreetName", address.HouseNumber is null ? address.Street : $"{address.Street} {address.HouseNumber}");
        ubl.Write("CityName", address.City);
        ubl.Write("PostalZone", address.PostalCode);
        ubl.Write("Country", () => ubl.Write("IdentificationCode", address.Country));
    });

    private static void WriteTax(UblWriter ubl, string? id, string scheme)
    {
        if (string.IsNullOrWhiteSpace(id))
            return;

        ubl.Write("PartyTaxScheme", () =>
        {
            ubl.Write("CompanyID", id);
            ubl.WriteReference("TaxScheme", scheme);
        });
    }
}
