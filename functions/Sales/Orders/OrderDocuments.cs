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
            (!german ? "Your VAT id" : order.Customer.Company.Address.Country == "CH" ? "Ihre UID" : "Ihre USt-IdNr.", order.Customer.VatId),
        ];
        return [.. facts.Where(fact => fact.Value is not null).Select(fact => (fact.Label, fact.Value!))];
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
