using Accounts.Billing.Invoices;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Runs;

/// <summary>The mail to the operator when a run is done.</summary>
public sealed partial class RunReport(
    RunStore runs, Mailer mailer, IOptions<InvoicingOptions> options, IOptions<ProviderOptions> provider, ILogger<RunReport> logger)
{
    /// <summary>Logs that a run has ended. An alert fires if this log entry is missing.</summary>
    public void Log(string runId, RunCounts result) => LogEnded(logger, runId, result.Finalized, result.InReview, result.Failed);

    /// <summary>Sends the report. It is sent once, even if this runs again, and not for a run that had nothing to do.</summary>
    /// <returns>Whether the mail is undeliverable.</returns>
    public async Task<bool> MailAsync(string processId, InvoiceRun run, CancellationToken cancellationToken)
    {
        var result = await runs.ResultAsync(run.Id, cancellationToken);
        Log(run.Id, result);
        if (result == RunCounts.Nothing)
            return false;
        var content = ContentOf(run, result, provider.Value.Currency);
        return await mailer.SendAllAsync(
            [new(OperationId.Of(processId, "report"), options.Value.ReportAddress!, content)], cancellationToken);
    }

    // For our own staff, who read German.
    private static MailContent ContentOf(InvoiceRun run, RunCounts result, string currency)
    {
        var open = result.InReview + result.Failed;
        return new MailContent(
            Language.German,
            open == 0 ? $"Rechnungslauf {run.Id}: fertig" : $"Rechnungslauf {run.Id}: {open} Fälle brauchen Sie",
            $"{result.Finalized} Rechnungen, {result.InReview} in Prüfung, {result.Failed} fehlgeschlagen.",
            new Greeting(),
            new Paragraph($"der Rechnungslauf für den {MailDates.Day(run.Day, Language.German)} ist fertig."),
            new Facts(
                ("Konten", DocumentFormat.Quantity(result.Accounts, Language.German)),
                ("Rechnungen", DocumentFormat.Quantity(result.Finalized, Language.German)),
                ("in Prüfung", DocumentFormat.Quantity(result.InReview, Language.German)),
                ("fehlgeschlagen", DocumentFormat.Quantity(result.Failed, Language.German)),
                ("netto", DocumentFormat.Amount(result.Net, currency, Language.German)),
                ("Umsatzsteuer", DocumentFormat.Amount(result.Tax, currency, Language.German)),
                ("brutto", DocumentFormat.Amount(result.Gross, currency, Language.German))),
            new Paragraph(open == 0
                ? "Es ist nichts zu tun."
                : $"Was zu tun ist, steht mit dem nächsten Schritt unter /api/invoice-runs/{run.Id}/problems."));
    }

    [LoggerMessage(LogLevel.Information, "Invoice run {Run} has ended: {Finalized} invoices, {InReview} in review, {Failed} failed")]
    private static partial void LogEnded(ILogger logger, string run, int finalized, int inReview, int failed);
}
