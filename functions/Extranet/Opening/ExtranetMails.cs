using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Extranet.Opening;

/// <summary>The mails about the extranet itself.</summary>
public static class ExtranetMails
{
    /// <summary>To sales: a customer asked for the extranet, or ended it.</summary>
    public static MailContent Changed(Language language, string company, string customerNumber, bool isOpening) =>
        (language, isOpening) switch
        {
            (Language.German, true) => new(
                language,
                $"Extranet für {company} geöffnet",
                $"{company} wünscht das Kunden-Extranet.",
                new Greeting(),
                new Paragraph(
                    $"{company} wünscht das Kunden-Extranet. Es ist ab sofort offen. Bitte sorgen Sie dafür, dass Berichte und Budgets "
                        + "eingestellt werden."),
                new Facts(("Kundennummer", customerNumber))),
            (Language.German, false) => new(
                language,
                $"Extranet für {company} beendet",
                $"{company} hat das Kunden-Extranet beendet.",
                new Greeting(),
                new Paragraph($"{company} hat das Kunden-Extranet beendet. Bitte stellen Sie dort nichts mehr ein."),
                new Facts(("Kundennummer", customerNumber))),
            (_, true) => new(
                language,
                $"Extranet opened for {company}",
                $"{company} has asked for the customer extranet.",
                new Greeting(),
                new Paragraph(
                    $"{company} has asked for the customer extranet. It is open from now on. Please make sure that reports and budgets "
                        + "are entered."),
                new Facts(("Customer number", customerNumber))),
            _ => new(
                language,
                $"Extranet ended for {company}",
                $"{company} has ended the customer extranet.",
                new Greeting(),
                new Paragraph($"{company} has ended the customer extranet. Please do not add anything to it."),
                new Facts(("Customer number", customerNumber))),
        };
}
