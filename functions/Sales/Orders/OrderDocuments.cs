using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>What the documents of an order have in common.</summary>
internal static class OrderDocuments
{
    public const string ContentType = "application/pdf";

    /// <summary>
    /// Where a document is stored. The attempt is in it, because numbers come again when the tables are restored from a backup,
    /// and the documents of the orders that were lost are still there.
    /// </summary>
    public static string BlobOf(string kind, string number, Order order, string extension = "pdf") =>
        $"{kind}/{number}-{order.Attempt}.{extension}";

    public static IReadOnlyList<string> AddressOf(OrderRecipient recipient, ProviderOptions provider, Language language) =>
        new string?[]
        {
            recipient.Company,
            recipient.Attention,
            $"{recipient.Address.Street} {recipient.Address.HouseNumber}".TrimEnd(),
            $"{recipient.Address.PostalCode} {recipient.Address.City}".TrimStart(),
            recipient.Address.Country == provider.Country.ToString() ? null : CountryName(recipient.Address.Country, language),
        }.OfType<string>().ToList();

    public static IReadOnlyList<(string Label, string Value)> FactsOf(Order order, string dateLabel, DateTimeOffset date)
    {
        var german = order.Language == Language.German;
        (string Label, string? Value)[] facts =
        [
            (dateLabel, MailDates.Day(date, order.Language)),
            (german ? "Auftragsnummer" : "Order number", order.Id),
            (german ? "Kundennummer" : "Customer number", OrderId.Parse(order.Id)!.OrganizationId),
            (german ? "Ihre Bestellnummer" : "Your order number", order.PurchaseOrderNumber),
            (VatLabel(order, german), order.Customer.VatId),
        ];
        return [.. facts.Where(fact => fact.Value is not null).Select(fact => (fact.Label, fact.Value!))];
    }

    /// <summary>
    /// Who is bound by the order, where its documents are addressed to another company: without it the customer would stand
    /// nowhere, and the VAT id would seem to be the other's. Empty where customer and addressee are the same company.
    /// </summary>
    public static IReadOnlyList<string> RolesOf(Order order, ProviderOptions provider)
    {
        if (!IsForAnother(order))
            return [];
        var german = order.Language == Language.German;
        var customer = new OrderRecipient(order.Customer.Company.Name, Attention: null, order.Customer.Company.Address, "");
        var address = string.Join(", ", AddressOf(customer, provider, order.Language));
        return
        [
            german
                ? $"Auftraggeber und Vertragspartner: {address}.\nEmpfänger dieses Dokuments: {order.Recipient.Company}."
                : $"Customer and party to the contract: {address}.\nAddressee of this document: {order.Recipient.Company}.",
        ];
    }

    private static bool IsForAnother(Order order) => order.Recipient.Company != order.Customer.Company.Name;

    private static string VatLabel(Order order, bool german)
    {
        var isSwiss = order.Customer.Company.Address.Country == "CH";
        return (german, IsForAnother(order)) switch
        {
            (false, false) => "Your VAT id",
            (false, true) => "Customer's VAT id",
            (true, false) => isSwiss ? "Ihre UID" : "Ihre USt-IdNr.",
            _ => isSwiss ? "UID des Auftraggebers" : "USt-IdNr. des Auftraggebers",
        };
    }

    // As on letters abroad: the last line, in capitals. Of other countries the code does.
    public static string CountryName(string code, Language language) => (code, language) switch
    {
        ("DE", Language.German) => "DEUTSCHLAND",
        ("DE", _) => "GERMANY",
        ("AT", Language.German) => "ÖSTERREICH",
        ("AT", _) => "AUSTRIA",
        ("CH", Language.German) => "SCHWEIZ",
        ("CH", _) => "SWITZERLAND",
        _ => code,
    };
}
