using Accounts.Mail;
using Accounts.Orders;
using Accounts.Organizations;

namespace Accounts.Documents;

/// <summary>What the documents of an order have in common.</summary>
internal static class OrderDocuments
{
    public static IReadOnlyList<string> AddressOf(OrderRecipient recipient) =>
        new string?[]
        {
            recipient.Company,
            recipient.Attention,
            $"{recipient.Address.Street} {recipient.Address.HouseNumber}".TrimEnd(),
            $"{recipient.Address.PostalCode} {recipient.Address.City}".TrimStart(),
            recipient.Address.Country,
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
            (german ? "Ihre USt-IdNr." : "Your VAT id", order.Customer.VatId),
        ];
        return [.. facts.Where(fact => fact.Value is not null).Select(fact => (fact.Label, fact.Value!))];
    }
}
