using System.Globalization;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Extranet.Budgets;

/// <summary>The content of a mail about a budget.</summary>
/// <param name="Share">Which share is used up, in percent.</param>
/// <param name="Use">What is used.</param>
/// <param name="Link">Address of the budget in the portal.</param>
public sealed record BudgetAlert(int Share, BudgetUse Use, Uri Link);

public static class BudgetMails
{
    /// <summary>To the customer: a share of a budget is used up.</summary>
    public static MailContent Alert(Language language, string? name, BudgetTerms budget, BudgetAlert alert)
    {
        var share = alert.Share.ToString(CultureInfo.InvariantCulture) + " %";
        var about = budget.OrderId is null
            ? language.Pick("zu Ihrem Projekt", "for your project", "pour votre projet", "per il Suo progetto")
            : language.Pick("zu Ihrem Auftrag ", "for your order ", "pour votre commande ", "per il Suo ordine ") + budget.OrderId;
        var (total, used) = (Show(budget, budget.Total, language), Show(budget, alert.Use.Used, language));
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"Budget {budget.Name}: {share} verbraucht",
                $"Verbraucht sind {used} von {total}.",
                new Greeting(name),
                new Paragraph($"das Budget {budget.Name} {about} ist zu {share} verbraucht."),
                new Facts(
                    ("Budget", total),
                    ("Verbraucht", used),
                    ("Noch nicht angenommen", Show(budget, alert.Use.Open, language)),
                    ("Voraussichtlich am Ende", Show(budget, alert.Use.Forecast, language))),
                new Paragraph(
                    "Die Voraussage ist eine gerade Linie: Sie setzt den Verbrauch der letzten acht Wochen bis zum "
                    + $"{MailDates.Day(budget.To, language)} fort."),
                new Link("Budget ansehen", alert.Link),
                new Note("Zu jedem Anteil erhalten Sie eine einzige Mail.")),
            Language.French => new MailContent(
                language,
                $"Budget {budget.Name}: utilisé à {share}",
                $"Utilisé jusqu’à présent: {used} sur {total}.",
                new Greeting(name),
                new Paragraph($"Le budget {budget.Name} {about} est utilisé à {share}."),
                new Facts(
                    ("Budget", total),
                    ("Utilisé", used),
                    ("Pas encore accepté", Show(budget, alert.Use.Open, language)),
                    ("Prévu à la fin", Show(budget, alert.Use.Forecast, language))),
                new Paragraph(
                    "La prévision est une ligne droite: elle prolonge l’utilisation des huit dernières semaines jusqu’au "
                    + $"{MailDates.Day(budget.To, language)}."),
                new Link("Voir le budget", alert.Link),
                new Note("Pour chaque seuil atteint, vous recevez un seul e-mail.")),
            Language.Italian => new MailContent(
                language,
                $"Budget {budget.Name}: utilizzo {share}",
                $"Utilizzato finora: {used} su {total}.",
                new Greeting(name),
                // Worded without the article before the number, because the article differs before 8, 11 and 80.
                new Paragraph($"Il budget {budget.Name} {about} ha raggiunto questo utilizzo: {share}."),
                new Facts(
                    ("Budget", total),
                    ("Utilizzato", used),
                    ("Non ancora accettato", Show(budget, alert.Use.Open, language)),
                    ("Previsto alla fine", Show(budget, alert.Use.Forecast, language))),
                new Paragraph(
                    "La previsione è una linea retta: prolunga l’utilizzo delle ultime otto settimane fino al giorno "
                    + $"{MailDates.Day(budget.To, language)}."),
                new Link("Visualizzare il budget", alert.Link),
                new Note("Per ogni soglia raggiunta riceve una sola e-mail.")),
            _ => new MailContent(
                language,
                $"Budget {budget.Name}: {share} used",
                $"{used} of {total} are used.",
                new Greeting(name),
                new Paragraph($"{share} of the budget {budget.Name} {about} are used."),
                new Facts(
                    ("Budget", total),
                    ("Used", used),
                    ("Not accepted yet", Show(budget, alert.Use.Open, language)),
                    ("Expected at the end", Show(budget, alert.Use.Forecast, language))),
                new Paragraph(
                    "The forecast is a straight line: it continues the use of the last eight weeks until "
                    + $"{MailDates.Day(budget.To, language)}."),
                new Link("See the budget", alert.Link),
                new Note("You get a single mail for each share.")),
        };
    }

    /// <summary>A number of a budget with its currency or unit.</summary>
    public static string Show(BudgetTerms budget, decimal number, Language language) => budget.Unit == BudgetUnit.Amount
        ? DocumentFormat.Amount((long)number, budget.Currency!, language)
        : $"{DocumentFormat.Quantity(number, language)} {language.Pick("Std.", "h", "h", "h")}";
}
