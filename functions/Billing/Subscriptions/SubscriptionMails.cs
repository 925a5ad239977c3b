using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Billing.Subscriptions;

/// <summary>The mails about recurring prices, to the invoice contact.</summary>
public static class SubscriptionMails
{
    /// <summary>Announces new prices.</summary>
    public static MailContent PricesChange(Language language, string company, IReadOnlyList<PriceChange> changes, Uri dashboard)
    {
        string Amount(Money money) => DocumentFormat.Amount(money.Amount, money.Currency, language);
        return new MailContent(
            language,
            language.Pick("Ihre Preise ändern sich", "Your prices change", "Vos prix changent", "I Suoi prezzi cambiano"),
            language.Pick(
                "Neue Preise gelten ab dem nächsten Zeitraum nach der Frist.",
                "New prices apply from the next period after the notice.",
                "Les nouveaux prix s’appliquent à partir de la première période après le préavis.",
                "I nuovi prezzi valgono dal primo periodo dopo il preavviso."),
            new Greeting(),
            new Paragraph(language.Pick(
                $"für {company} ändern sich diese Preise:", $"these prices change for {company}:",
                $"Les prix suivants changent pour {company}:", $"Per {company} cambiano i seguenti prezzi:")),
            new Points([
                .. changes.Select(change =>
                {
                    var (name, from) = (change.Name.In(language), MailDates.Day(change.From, language));
                    var (before, after) = (Amount(change.Before), Amount(change.After));
                    return language.Pick(
                        $"{name}: ab {from} {after} statt {before}",
                        $"{name}: from {from} on {after} instead of {before}",
                        $"{name}: à partir du {from} {after} au lieu de {before}",
                        $"{name}: dal giorno {from} {after} invece di {before}");
                }),
            ]),
            new Paragraph(language.Pick(
                "Die Preise gelten je Einheit und Zeitraum, ohne Umsatzsteuer. Bis dahin bleibt für Sie alles, wie es ist.",
                "Prices are per unit and period, without VAT. Until then, nothing changes for you.",
                "Les prix s’entendent par unité et par période, hors TVA. D’ici là, rien ne change pour vous.",
                "I prezzi si intendono per unità e per periodo, IVA esclusa. Fino ad allora per Lei non cambia nulla.")),
            new Link(
                language.Pick(
                    "Im Kundenportal ansehen", "Show it in the customer portal", "Voir dans le portail client",
                    "Visualizzare nel portale clienti"),
                dashboard));
    }

    /// <summary>Confirms a cancellation.</summary>
    public static MailContent Cancelled(Language language, string company, Subscription subscription, Uri dashboard)
    {
        var (name, end) = (subscription.Name.In(language), MailDates.Day(subscription.EndsOn!.Value, language));
        return new MailContent(
            language,
            language.Pick(
                $"Ihre Kündigung: {name}", $"Your cancellation: {name}", $"Votre résiliation: {name}", $"La Sua disdetta: {name}"),
            language.Pick(
                $"Es endet mit dem {end}.", $"It ends on {end}.",
                $"L’abonnement prend fin le {end}.", $"L’abbonamento termina il giorno {end}."),
            new Greeting(),
            new Paragraph(language.Pick(
                $"wir haben die Kündigung für {company} erhalten und bestätigen sie.",
                $"we have received the cancellation for {company} and confirm it.",
                $"Nous avons bien reçu la résiliation pour {company} et la confirmons.",
                $"Abbiamo ricevuto la disdetta per {company} e la confermiamo.")),
            new Facts(
                (language.Pick("Produkt", "Product", "Produit", "Prodotto"), name),
                (language.Pick("Auftrag", "Order", "Commande", "Ordine"), subscription.OrderId),
                (language.Pick("Letzter Tag", "Last day", "Dernier jour", "Ultimo giorno"), end)),
            new Paragraph(language.Pick(
                "Bis dahin können Sie es nutzen, und bis dahin wird es berechnet.",
                "You can use it until then, and it is charged until then.",
                "Jusqu’à cette date, vous pouvez utiliser le produit, et il reste facturé.",
                "Fino ad allora può utilizzare il prodotto, e fino ad allora viene fatturato.")),
            new Link(
                language.Pick(
                    "Im Kundenportal ansehen", "Show it in the customer portal", "Voir dans le portail client",
                    "Visualizzare nel portale clienti"),
                dashboard));
    }
}
