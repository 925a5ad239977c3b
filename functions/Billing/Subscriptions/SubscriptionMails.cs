using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Billing.Subscriptions;

/// <summary>The mails about recurring prices, to the invoice contact.</summary>
public static class SubscriptionMails
{
    /// <summary>Other prices are to come.</summary>
    public static MailContent PricesChange(Language language, string company, IReadOnlyList<PriceChange> changes, Uri dashboard)
    {
        var german = language == Language.German;
        string Amount(Money money) => DocumentFormat.Amount(money.Amount, money.Currency, language);
        return new MailContent(
            language,
            german ? "Ihre Preise ändern sich" : "Your prices change",
            german
                ? "Neue Preise gelten ab dem nächsten Zeitraum nach der Frist."
                : "New prices hold from the next period after the notice.",
            new Greeting(),
            new Paragraph(german ? $"für {company} ändern sich diese Preise:" : $"these prices change for {company}:"),
            new Points([
                .. changes.Select(change => german
                    ? $"{change.Name.De}: ab {MailDates.Day(change.From, language)} {Amount(change.After)} statt {Amount(change.Before)}"
                    : $"{change.Name.En}: from {MailDates.Day(change.From, language)} on {Amount(change.After)} instead of "
                        + $"{Amount(change.Before)}"),
            ]),
            new Paragraph(german
                ? "Die Preise gelten je Einheit und Zeitraum, ohne Umsatzsteuer. Bis dahin bleibt für Sie alles, wie es ist."
                : "Prices are per unit and period, without VAT. Until then all stays as it is."),
            new Link(german ? "Im Kundenportal ansehen" : "Show it in the customer portal", dashboard));
    }

    /// <summary>A cancellation has arrived.</summary>
    public static MailContent Cancelled(Language language, string company, Subscription subscription, Uri dashboard)
    {
        var german = language == Language.German;
        var (name, end) = (subscription.Name.In(language), MailDates.Day(subscription.EndsOn!.Value, language));
        return new MailContent(
            language,
            german ? $"Ihre Kündigung: {name}" : $"Your cancellation: {name}",
            german ? $"Es endet mit dem {end}." : $"It ends with {end}.",
            new Greeting(),
            new Paragraph(german
                ? $"wir haben die Kündigung für {company} erhalten und bestätigen sie."
                : $"we have received the cancellation for {company} and confirm it."),
            new Facts(
                (german ? "Produkt" : "Product", name),
                (german ? "Auftrag" : "Order", subscription.OrderId),
                (german ? "Letzter Tag" : "Last day", end)),
            new Paragraph(german
                ? "Bis dahin können Sie es nutzen, und bis dahin wird es berechnet."
                : "Until then you can use it, and until then it is charged."),
            new Link(german ? "Im Kundenportal ansehen" : "Show it in the customer portal", dashboard));
    }
}
