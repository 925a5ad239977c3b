using System.Globalization;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Licenses;

/// <summary>The content of a delivery note (Lieferschein).</summary>
/// <param name="Order">The order that is delivered.</param>
/// <param name="DeliveredAt">When the last of the licenses was bought.</param>
/// <param name="Lines">The license lines delivered.</param>
/// <param name="Delivery">Number of the delivery of this order; today an order is delivered all at once.</param>
public sealed record DeliveryNote(Order Order, DateTimeOffset DeliveredAt, IReadOnlyList<DeliveredLine> Lines, int Delivery = 1)
{
    /// <summary>Its number (Lieferscheinnummer). It is made of order and delivery, so it is unique without a counter.</summary>
    public string Number => NumberOf(Order.Id, Delivery);

    /// <summary>The number of a delivery of an order.</summary>
    public static string NumberOf(string orderId, int delivery) => string.Create(CultureInfo.InvariantCulture, $"LS-{orderId}-{delivery}");

    /// <summary>The letter: each license with its key, as given, and which cloud instances are live.</summary>
    public Letter ToLetter(ProviderOptions provider)
    {
        var language = Order.Language;
        return new Letter
        {
            Language = language,
            Title = language.Pick(
                $"Lieferschein {Number}",
                $"Delivery note {Number}",
                $"Bulletin de livraison {Number}",
                $"Bolla di consegna {Number}"),
            At = DeliveredAt,
            Provider = provider,
            Recipient = OrderDocuments.AddressOf(Order.Recipient, provider, language),
            Facts =
            [
                (language.Pick("Lieferscheinnummer", "Delivery note", "Bulletin de livraison", "Bolla di consegna"), Number),
                .. OrderDocuments.FactsOf(
                    Order, language.Pick("Lieferdatum", "Delivery date", "Date de livraison", "Data di consegna"), DeliveredAt),
            ],
            Opening =
            [
                .. OrderDocuments.RolesOf(Order, provider),
                language.Pick(
                    "Wir haben folgende Lizenzen für Sie beschafft:",
                    "We have procured the following licenses for you:",
                    "Nous avons acquis pour vous les licences suivantes:",
                    "Abbiamo acquistato per Lei le seguenti licenze:"),
            ],
            Table = new LetterTable(
                [
                    new(language.Pick("Pos.", "No.", "Pos.", "Pos."), 15),
                    new(
                        language.Pick(
                            "Bezeichnung und Lizenzschlüssel",
                            "Description and license key",
                            "Désignation et clé de licence",
                            "Descrizione e chiave di licenza"),
                        115),
                    new(language.Pick("Menge", "Quantity", "Quantité", "Quantità"), 15, IsNumber: true),
                    new(language.Pick("Einheit", "Unit", "Unité", "Unità"), 20),
                ],
                [.. Lines.SelectMany(delivered => RowsOf(delivered, language))]),
        };
    }

    // One row for the line, then one row per key, so that a page can end after any of them.
    private IEnumerable<LetterRow> RowsOf(DeliveredLine delivered, Language language)
    {
        var line = delivered.Line;
        var number = line.Number.ToString(CultureInfo.InvariantCulture);
        var day = MailDates.Day(delivered.PurchasedAt, language);
        var live = line.Deployment != Deployment.Cloud ? "" : language.Pick(
            $"\nCloud: Die Instanz ist seit dem {day} aktiv; ein Schlüssel ist nicht nötig.",
            $"\nCloud: the instance has been live since {day}; no key is needed.",
            $"\nCloud: l’instance est active depuis le {day}; aucune clé n’est nécessaire.",
            $"\nCloud: l’istanza è attiva dal giorno {day}; non serve alcuna chiave.");
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
/// <param name="Quantity">How many of its licenses are recorded; fewer than ordered while some are still to come.</param>
/// <param name="PurchasedAt">When they were bought.</param>
/// <param name="Keys">One key per license that runs at the customer, masked or not; none for cloud licenses.</param>
public sealed record DeliveredLine(OrderLine Line, int Quantity, DateTimeOffset PurchasedAt, IReadOnlyList<string> Keys);
