using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>Mails about an order as a whole.</summary>
public static class OrderMails
{
    /// <summary>To the customer, with the confirmation as PDF.</summary>
    /// <param name="order">The order.</param>
    /// <param name="link">Link to the order.</param>
    public static MailContent Confirmation(Order order, Uri link)
    {
        var (language, orderId, totals, purchaseOrderNumber) = (order.Language, order.Id, order.Totals, order.PurchaseOrderNumber);
        var net = DocumentFormat.Amount(totals.Net, totals.Currency, language);
        var own = language.Pick("Ihre Bestellnummer", "Your order number", "Votre numéro de commande", "Il Suo numero d’ordine");
        List<(string, string)> facts =
            [(language.Pick("Auftragsnummer", "Order number", "Numéro de commande", "Numero d’ordine"), orderId)];
        if (purchaseOrderNumber is not null)
            facts.Add((own, purchaseOrderNumber));
        facts.AddRange(
            [
                (language.Pick("Auftraggeber", "Customer", "Client", "Cliente"), order.Customer.Company.Name),
                (language.Pick("Summe netto", "Net total", "Total net", "Totale netto"), net),
            ]);
        return language switch
        {
            Language.German => new MailContent(
                language,
                purchaseOrderNumber is null
                    ? $"Auftragsbestätigung {orderId}"
                    : $"Auftragsbestätigung {orderId} zu Ihrer Bestellung {purchaseOrderNumber}",
                "Vielen Dank für Ihren Auftrag. Die Bestätigung liegt als PDF bei.",
                new Greeting(),
                new Paragraph("vielen Dank für Ihren Auftrag. Die Auftragsbestätigung liegt dieser E-Mail als PDF bei."),
                new Facts([.. facts]),
                new Paragraph("Wie es mit Ihrem Auftrag weitergeht, sehen Sie jederzeit im Kundenportal."),
                new Link("Auftrag ansehen", link)),
            Language.French => new MailContent(
                language,
                purchaseOrderNumber is null
                    ? $"Confirmation de commande {orderId}"
                    : $"Confirmation de commande {orderId} pour votre commande {purchaseOrderNumber}",
                "Nous vous remercions de votre commande. La confirmation est jointe au format PDF.",
                new Greeting(),
                new Paragraph(
                    "Nous vous remercions de votre commande. La confirmation de commande est jointe à cet e-mail au format PDF."),
                new Facts([.. facts]),
                new Paragraph("Vous pouvez suivre votre commande à tout moment dans le portail client."),
                new Link("Voir la commande", link)),
            Language.Italian => new MailContent(
                language,
                purchaseOrderNumber is null
                    ? $"Conferma d’ordine {orderId}"
                    : $"Conferma d’ordine {orderId} per il Suo ordine {purchaseOrderNumber}",
                "La ringraziamo per il Suo ordine. La conferma è allegata in formato PDF.",
                new Greeting(),
                new Paragraph("La ringraziamo per il Suo ordine. La conferma d’ordine è allegata a questa e-mail in formato PDF."),
                new Facts([.. facts]),
                new Paragraph("Può seguire il Suo ordine in qualsiasi momento nel portale clienti."),
                new Link("Vedere l’ordine", link)),
            _ => new MailContent(
                language,
                purchaseOrderNumber is null
                    ? $"Order confirmation {orderId}"
                    : $"Order confirmation {orderId} for your order {purchaseOrderNumber}",
                "Thank you for your order. The confirmation is attached as a PDF.",
                new Greeting(),
                new Paragraph("Thank you for your order. The order confirmation is attached to this e-mail as a PDF."),
                new Facts([.. facts]),
                new Paragraph("You can follow your order in the customer portal at any time."),
                new Link("View order", link)),
        };
    }

    /// <summary>The same, when it does not go to the address that the customer gave.</summary>
    public static MailContent Redirected(MailContent confirmation) => confirmation with
    {
        Blocks =
        [
            .. confirmation.Blocks,
            new Paragraph(confirmation.Language.Pick(
                "Für die Bestätigung war eine andere E-Mail-Adresse angegeben. Sie hat heute schon so viele E-Mails bekommen, wie "
                    + "eine fremde Adresse bekommen kann. Bitte leiten Sie die Bestätigung selbst weiter.",
                "Another e-mail address was given for the confirmation. It has reached its daily limit of e-mails. Please forward the "
                    + "confirmation yourself.",
                "Une autre adresse e-mail était indiquée pour la confirmation. Elle a déjà reçu aujourd’hui le nombre maximal d’e-mails "
                    + "qu’une adresse de tiers peut recevoir. Veuillez transférer la confirmation vous-même.",
                "Per la conferma era indicato un altro indirizzo e-mail, che oggi ha già ricevuto il numero massimo di e-mail "
                    + "che l’indirizzo di un terzo può ricevere. La preghiamo di inoltrare personalmente la conferma.")),
        ],
    };

    /// <summary>To sales: the customer's wish for the layout, which a person checks.</summary>
    public static MailContent LayoutWish(Language language, string orderId, string company, string wish) => language == Language.German
        ? new MailContent(
            language,
            $"Gestaltungswunsch zum Auftrag {orderId}",
            "Eine Kundin oder ein Kunde hat einen Wunsch zur Auftragsbestätigung.",
            new Greeting(),
            new Paragraph($"{company} hat einen Wunsch zur Gestaltung der Bestätigung des Auftrags {orderId}. Bitte prüfen Sie ihn:"),
            new Quote(wish))
        : new MailContent(
            language,
            $"Layout request for order {orderId}",
            "A customer has a request for the order confirmation.",
            new Greeting(),
            new Paragraph($"{company} has a request for the layout of the confirmation of order {orderId}. Please check it:"),
            new Quote(wish));
}
