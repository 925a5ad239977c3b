using System.Globalization;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Extranet.Budgets;

/// <summary>What a mail about a budget has to tell.</summary>
/// <param name="Share">Which share is used up, in percent.</param>
/// <param name="Use">What is used.</param>
/// <param name="Link">Where the budget is shown.</param>
public sealed record BudgetAlert(int Share, BudgetUse Use, Uri Link);

/// <summary>The mails about budgets.</summary>
public static class BudgetMails
{
    /// <summary>To the customer: a share of a budget is used up.</summary>
    public static MailContent Alert(Language language, string? name, BudgetTerms budget, BudgetAlert alert)
    {
        var share = alert.Share.ToString(CultureInfo.InvariantCulture) + " %";
        var (subject, isGerman) = (budget.OrderId, language == Language.German);
        var about = subject is null
            ? isGerman ? "zu Ihrem Projekt" : "for your project"
            : (isGerman ? "zu Ihrem Auftrag " : "for your order ") + subject;
        var (total, used) = (Show(budget, budget.Total, language), Show(budget, alert.Use.Used, language));
        return isGerman
            ? new MailContent(
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
                new Note("Zu jedem Anteil erhalten Sie eine einzige Mail."))
            : new MailContent(
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
                new Note("You get a single mail for each share."));
    }

    /// <summary>A number of a budget with what it counts.</summary>
    public static string Show(BudgetTerms budget, decimal number, Language language) => budget.Unit == BudgetUnit.Amount
        ? DocumentFormat.Amount((long)number, budget.Currency!, language)
        : $"{DocumentFormat.Quantity(number, language)} {(language == Language.German ? "Std." : "h")}";
}
