using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Extranet.Reports;

/// <summary>The mails about reports.</summary>
public static class ReportMails
{
    /// <summary>To a member who asked for these mails: there is a new report.</summary>
    public static MailContent Published(Language language, string? name, string company, ReportHead report, Uri link)
    {
        var (from, to) = (MailDates.Day(report.From, language), MailDates.Day(report.To, language));
        return language switch
        {
            Language.German => new MailContent(
                language,
                $"Neuer Bericht: {report.Title}",
                $"Im Extranet von {company} liegt ein neuer Bericht.",
                new Greeting(name),
                new Paragraph($"im Extranet von {company} liegt ein neuer Bericht für Sie."),
                new Facts(("Bericht", report.Title), ("Zeitraum", $"{from} bis {to}"), ("Status", StatusIn(report.Status, language))),
                new Link("Bericht lesen", link),
                new Note("Sie erhalten diese Mail, weil Sie Mails zu Berichten bestellt haben. Im Extranet können Sie sie abbestellen.")),
            Language.French => new MailContent(
                language,
                $"Nouveau rapport: {report.Title}",
                $"Il y a un nouveau rapport pour {company} dans l’extranet.",
                new Greeting(name),
                new Paragraph($"Un nouveau rapport pour {company} vous attend dans l’extranet."),
                new Facts(
                    ("Rapport", report.Title), ("Période", $"du {from} au {to}"), ("Statut", StatusIn(report.Status, language))),
                new Link("Lire le rapport", link),
                new Note(
                    "Vous recevez cet e-mail parce que vous avez demandé des e-mails sur les rapports. Vous pouvez les désactiver dans "
                        + "l’extranet.")),
            Language.Italian => new MailContent(
                language,
                $"Nuovo rapporto: {report.Title}",
                $"C’è un nuovo rapporto per {company} nell’extranet.",
                new Greeting(name),
                new Paragraph($"Nell’extranet La attende un nuovo rapporto per {company}."),
                new Facts(
                    ("Rapporto", report.Title), ("Periodo", $"dal giorno {from} al giorno {to}"),
                    ("Stato", StatusIn(report.Status, language))),
                new Link("Leggere il rapporto", link),
                new Note("Riceve questa e-mail perché ha richiesto e-mail sui rapporti. Può disattivarle nell’extranet.")),
            _ => new MailContent(
                language,
                $"New report: {report.Title}",
                $"There is a new report in the extranet of {company}.",
                new Greeting(name),
                new Paragraph($"There is a new report for you in the extranet of {company}."),
                new Facts(("Report", report.Title), ("Period", $"{from} to {to}"), ("Status", StatusIn(report.Status, language))),
                new Link("Read the report", link),
                new Note("You get this mail because you asked for mails about reports. You can turn them off in the extranet.")),
        };
    }

    private static string StatusIn(ReportStatus status, Language language) => status switch
    {
        ReportStatus.OnTrack => language.Pick("im Plan", "on track", "conforme au plan", "conforme al piano"),
        ReportStatus.AtRisk => language.Pick("gefährdet", "at risk", "à risque", "a rischio"),
        _ => language.Pick("nicht im Plan", "off track", "non conforme au plan", "non conforme al piano"),
    };
}
