using System.Xml;
using Accounts.Billing.Documents;
using static Accounts.Billing.EInvoices.DocumentChecks;

namespace Accounts.Billing.EInvoices;

/// <summary>Rules for all texts: a text that is written is not blank (R008), and contains only characters that XML allows.</summary>
internal static class TextChecks
{
    public static IEnumerable<CheckFinding> Of(InvoiceDocument document)
    {
        var optional = Optional(document).ToList();
        foreach (var (name, _) in optional.Where(text => text.Text is not null && !IsGiven(text.Text)))
            yield return new CheckFinding("PEPPOL-EN16931-R008", $"{name} is given but blank; fill it in or leave it out.");
        // XML 1.0 calls its allowed characters "Char". Text.Parse refuses all others, so no text should contain one.
        foreach (var (name, _) in optional.Concat(Required(document)).Where(text => !IsXml(text.Text)))
            yield return new CheckFinding("XML-Char", $"{name} has a control character; enter it again.");
    }

    // For each of these, another rule says that it is required.
    private static IEnumerable<(string Name, string? Text)> Required(InvoiceDocument document)
    {
        yield return ("The number", document.Number);
        yield return ("The buyer reference", document.BuyerReference);
        yield return ("The number of the preceding invoice", document.Preceding?.Number);
        yield return ("The seller's name", document.Seller.Name);
        yield return ("The seller's city", document.Seller.Address.City);
        yield return ("The seller's postal code", document.Seller.Address.PostalCode);
        yield return ("The seller's VAT id", document.Seller.VatId);
        yield return ("The seller's tax number", document.Seller.TaxNumber);
        yield return ("The seller's contact", document.Seller.ContactName);
        yield return ("The seller's phone", document.Seller.Phone);
        yield return ("The seller's e-mail address", document.Seller.Email);
        yield return ("The customer's name", document.Buyer.Company.Name);
        yield return ("The customer's city", document.Buyer.Company.Address.City);
        yield return ("The customer's postal code", document.Buyer.Company.Address.PostalCode);
        yield return ("The customer's VAT id", document.Buyer.VatId);
        yield return ("The customer's address for invoices", document.Buyer.Email);
        foreach (var line in document.Lines)
        {
            yield return ($"The name of line {line.Number}", line.Name);
            yield return ($"The account of line {line.Number}", line.UsedBy.CustomerNumber + line.UsedBy.Name);
        }

        foreach (var discount in document.Discounts)
            yield return ("The reason of a discount", discount.Reason);
    }

    private static IEnumerable<(string Name, string? Text)> Optional(InvoiceDocument document)
    {
        yield return ("The order number", document.PurchaseOrderNumber);
        yield return ("The contract number", document.ContractNumber);
        yield return ("The delivery note", document.DeliveryNote);
        yield return ("The terms of payment", document.Terms);
        yield return ("The seller's register", document.Seller.Register);
        yield return ("The seller's street", document.Seller.Address.Street);
        yield return ("The customer's number", document.Buyer.CustomerNumber);
        yield return ("The customer's street", document.Buyer.Company.Address.Street);
        yield return ("The customer's house number", document.Buyer.Company.Address.HouseNumber);
        yield return ("The customer's contact", document.Buyer.ContactName);
        yield return ("The holder of the bank account", document.Payment.Account.Holder);
        yield return ("The bank's BIC", document.Payment.Account.Bic);
        foreach (var note in document.Notes)
            yield return ("A note", note);
        foreach (var tax in document.Totals.Taxes)
            yield return ($"The sentence on tax {tax.Category}", tax.Note);
        foreach (var line in document.Lines)
        {
            yield return ($"The note of line {line.Number}", line.Note);
            yield return ($"The order number of line {line.Number}", line.PurchaseOrderNumber);
            yield return ($"The delivery note of line {line.Number}", line.DeliveryNote);
            yield return ($"The cost centre of line {line.Number}", line.CostCentre);
        }
    }

    private static bool IsXml(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                i++;
            else if (!XmlConvert.IsXmlChar(text[i]))
                return false;
        }

        return true;
    }
}
