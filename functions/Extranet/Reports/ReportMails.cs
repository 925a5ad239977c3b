using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Extranet.Reports;

/// <summary>The mails about reports.</summary>
public static class ReportMails
{
    /// <summary>To a member who asked for it: there is a new report.</summary>
    public static MailContent Published(Language language, string? name, string company, ReportHead report, Uri link)
    {
        var (from, to) = (MailDates.Day(report.From, language), MailDates.Day(report.To, language));
        return language == Language.German
            ? new MailContent(
                language,
                $"Neuer Bericht: {report.Title}",
                $"Im Extranet von {company} liegt ein neuer Bericht.",
                new Greeting(name),
                new Paragraph($"im Extranet von {company} liegt ein neuer Bericht für Sie."),
                new Facts(("Bericht", report.Title), ("Zeitraum", $"{from} bis {to}"), ("Status", StatusIn(report.Status, language))),
                new Link("Bericht lesen", link),
                new Note("Sie erhalten diese Mail, weil Sie Mails zu Berichten bestellt haben. Im Extranet können Sie sie abbestellen."))
            : new MailContent(
                language,
                $"New report: {report.Title}",
                $"There is a new report in the extranet of {company}.",
                new Greeting(name),
                new Paragraph($"There is a new report for you in the extranet of {company}."),
                new Facts(("Report", report.Title), ("Period", $"{from} to {to}"), ("Status", StatusIn(report.Status, language))),
                new Link("Read the report", link),
                new Note("You get this mail because you asked for mails about reports. You can turn them off in the extranet."));
    }

    private static string StatusIn(ReportStatus status, Language language) => (status, language) switch
    {
        (ReportStatus.OnTrack, Language.German) => "im Plan",
        (ReportStatus.AtRisk, Language.German) => "gefährdet",
        (ReportStatus.OffTrack, Language.German) => "nicht im Plan",
        (ReportStatus.OnTrack, _) => "on track",
        (ReportStatus.AtRisk, _) => "at risk",
        _ => "off track",
    };
}
