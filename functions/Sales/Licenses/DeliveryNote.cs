using System.Globalization;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Licenses;

/// <summary>What a delivery note (Lieferschein) is made of.</summary>
/// <param name="Order">The order that is delivered.</param>
/// <param name="DeliveredAt">When the last of the licenses was bought.</param>
/// <param name="Lines">The license lines delivered.</param>
/// <param name="Delivery">Which delivery of the order it is; today an order is delivered all at once.</param>
public sealed record DeliveryNote(Order Order, DateTimeOffset DeliveredAt, IReadOnlyList<DeliveredLine> Lines, int Delivery = 1)
{
    /// <summary>
    /// Its number (Lieferscheinnummer), made of order and delivery, so that none is given twice and none needs a counter.
    /// </summary>
    public string Number => NumberOf(Order.Id, Delivery);

    /// <summary>The number of a delivery of an order.</summary>
    public static string NumberOf(string orderId, int delivery) => string.Create(CultureInfo.InvariantCulture, $"LS-{orderId}-{delivery}");

    /// <summary>What it says: each license with its key, as given, and which cloud instances are live.</summary>
    public Letter ToLetter(ProviderOptions provider)
    {
        var (language, german) = (Order.Language, Order.Language == Language.German);
        return new Letter
        {
            Language = language,
            Title = german ? $"Lieferschein {Number}" : $"Delivery note {Number}",
            At = DeliveredAt,
            Provider = provider,
            Recipient = OrderDocuments.AddressOf(Order.Recipient, provider, language),
            Facts =
            [
                (german ? "Lieferscheinnummer" : "Delivery note", Number),
                .. OrderDocuments.FactsOf(Order, german ? "Lieferdatum" : "Delivery date", DeliveredAt),
            ],
            Opening =
            [
                .. OrderDocuments.RolesOf(Order, provider),
                german ? "Wir haben folgende Lizenzen für Sie beschafft:" : "We have procured the following licenses for you:",
            ],
            Table = new LetterTable(
                [
                    new(german ? "Pos." : "No.", 15),
                    new(german ? "Bezeichnung und Lizenzschlüssel" : "Description and license key", 115),
                    new(german ? "Menge" : "Quantity", 15, IsNumber: true),
                    new(german ? "Einheit" : "Unit", 20),
                ],
                [.. Lines.SelectMany(delivered => RowsOf(delivered, language, german))]),
        };
    }

    // The line, then a row per key, so that a page can end after any of them.
    private IEnumerable<LetterRow> RowsOf(DeliveredLine delivered, Language language, bool german)
    {
        var line = delivered.Line;
        var number = line.Number.ToString(CultureInfo.InvariantCulture);
        var live = line.Deployment != Deployment.Cloud ? ""
            : german
            ? $"\nCloud: Die Instanz ist seit dem {MailDates.Day(delivered.PurchasedAt, language)} aktiv; ein Schlüssel ist nicht nötig."
            : $"\nCloud: the instance has been live since {MailDates.Day(delivered.PurchasedAt, language)}; no key is needed.";
        yield return new LetterRow(
            [
                number,
                $"{line.Name.In(language)}\n{line.Sku}{live}",
                DocumentFormat.Quantity(delivered.Quantity, language),
                DocumentFormat.UnitName(line.Unit, delivered.Quantity, language),
            ]);
        for (var i = 0; i < delivered.Keys.Count; i++)
            yield return new LetterRow(
                [string.Create(CultureInfo.InvariantCulture, $"{number}.{i + 1}"), delivered.Keys[i], "", ""], BelongsToRowAbove: true);
    }
}

/// <summary>A license line as it was delivered.</summary>
/// <param name="Line">The line of the order.</param>
/// <param name="Quantity">How many of its licenses are recorded; fewer than were ordered, while some are on their way.</param>
/// <param name="PurchasedAt">When they were bought.</param>
/// <param name="Keys">One per license that runs at the customer, masked or not; none for cloud licenses.</param>
public sealed record DeliveredLine(OrderLine Line, int Quantity, DateTimeOffset PurchasedAt, IReadOnlyList<string> Keys);
