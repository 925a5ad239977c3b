using System.Diagnostics.Metrics;

namespace Accounts.Platform.Telemetry;

/// <summary>
/// The metrics of the meter <c>Accounts</c>. A change of an organization is counted after its transaction has succeeded: never
/// twice, and not at all if the worker crashes in that moment. Work of activities (mails) is counted per attempt, and
/// activities may run twice.
/// </summary>
public sealed class Counters
{
    public const string MeterName = "Accounts";

    private readonly Counter<long> _changes;
    private readonly Counter<long> _mailsSent;
    private readonly Counter<long> _mailsFailed;
    private readonly Counter<long> _throttled;
    private readonly Counter<long> _failedProcesses;
    private readonly Counter<long> _reviewedInvoices;
    private readonly Counter<long> _failedInvoices;
    private readonly Gauge<double> _overdue;

    public Counters(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _changes = meter.CreateCounter<long>(
            "accounts.changes",
            "{change}",
            "Changes of organizations by action, as in the audit log: accounts created, invitations sent, accepted, declined …");
        _mailsSent = meter.CreateCounter<long>("accounts.mails.sent", "{mail}", "Mails that the mail service has sent.");
        _mailsFailed = meter.CreateCounter<long>(
            "accounts.mails.failed", "{attempt}", "Attempts that failed, by kind: refused (permanently) or delayed (retried).");
        _throttled = meter.CreateCounter<long>(
            "accounts.storage.throttled",
            "{answer}",
            "Answers of the Table and Blob services that they are too busy, by HTTP status; the clients retry automatically.");
        _failedProcesses = meter.CreateCounter<long>("accounts.processes.failed", "{process}", "Processes that failed, by kind.");
        _reviewedInvoices = meter.CreateCounter<long>(
            "accounts.invoices.reviewed", "{invoice}", "Drafts of invoices that began to wait for a person, by reason.");
        _failedInvoices = meter.CreateCounter<long>(
            "accounts.invoices.failed", "{invoice}", "Drafts that could not be finalized because of an error.");
        _overdue = meter.CreateGauge<double>(
            "accounts.steps.overdue",
            "s",
            "By kind of process and step: how long the oldest one has been in it, or has been overdue.");
    }

    /// <summary>Counts a written change of an organization; the action has its name from the audit log.</summary>
    public void Changed(string action) => _changes.Add(1, Tag("action", action));

    public void MailSent() => _mailsSent.Add(1);

    /// <summary>Counts a failed attempt to send a mail.</summary>
    public void MailFailed(bool isFinal) => _mailsFailed.Add(1, Tag("kind", isFinal ? "refused" : "delayed"));

    /// <summary>Counts an answer of the storage that it is too busy.</summary>
    public void Throttled(int status) => _throttled.Add(1, Tag("status", status));

    public void ProcessFailed(string process) => _failedProcesses.Add(1, Tag("process", process));

    /// <summary>Counts a draft of an invoice that now waits for a person; the reason has its name from the interface.</summary>
    public void InvoiceReviewed(string reason) => _reviewedInvoices.Add(1, Tag("reason", reason));

    /// <summary>Counts a draft of an invoice that could not be finalized because of an unexpected failure.</summary>
    public void InvoiceFailed() => _failedInvoices.Add(1);

    /// <summary>Records how long the oldest process of its kind has been at a step, or how late it is.</summary>
    public void Overdue(string process, string step, TimeSpan age) =>
        _overdue.Record(age.TotalSeconds, Tag("process", process), Tag("step", step));

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
