using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Services;

/// <summary>What the process needs to know of a record.</summary>
/// <param name="IsOpen">Whether it waits for the customer.</param>
/// <param name="IsAccepted">Whether it is to be invoiced.</param>
/// <param name="RemindAt">When the customer is reminded, in UTC.</param>
/// <param name="AcceptedFrom">When silence accepts it, in UTC.</param>
/// <param name="Teams">How many teams are told of a dispute.</param>
public sealed record PerformanceRecordGlance(bool IsOpen, bool IsAccepted, DateTime RemindAt, DateTime AcceptedFrom, int Teams);

/// <summary>A mail of the process.</summary>
public sealed record PerformanceRecordMailStep(PerformanceRecordRun Run, PerformanceRecordMail Mail, int Team);

/// <summary>The mails of the process.</summary>
public enum PerformanceRecordMail
{
    /// <summary>To the customer: what was done.</summary>
    Submitted,

    /// <summary>To the customer: silence will count soon.</summary>
    Reminder,

    /// <summary>To a team: the customer does not agree, and why.</summary>
    Disputed,
}

/// <summary>The side effects of <see cref="PerformanceRecordProcess"/>; each may run twice.</summary>
public sealed class PerformanceRecordActivities(
    OrderStore orders, ServiceStore services, RecordDeciding deciding, InvoiceDueStore invoices, ServicePeople people, Mailer mailer, TimeProvider time)
{
    /// <summary>How the record stands; null while there is none.</summary>
    [Function(nameof(LookAtPerformanceRecord))]
    public async Task<PerformanceRecordGlance?> LookAtPerformanceRecord([ActivityTrigger] PerformanceRecordRun run, CancellationToken cancellationToken) =>
        await services.FindRecordAsync(OrderId.Parse(run.OrderId)!, run.RecordId, cancellationToken) is { Value: { } record }
            ? new(
                record.State == RecordState.Submitted,
                record.IsAccepted,
                (record.SubmittedAt + PerformanceRecord.Reminder).UtcDateTime,
                record.AcceptedFrom.UtcDateTime,
                (await people.TeamsAsync(run.OrderId, cancellationToken)).Count)
            : null;

    /// <summary>Accepts an open record whose time is up.</summary>
    [Function(nameof(AcceptBySilence))]
    public async Task AcceptBySilence([ActivityTrigger] PerformanceRecordRun run, CancellationToken cancellationToken)
    {
        var wish = new RecordWish(run, Actor.System, RecordState.AcceptedBySilence, record => record.AcceptBySilence(time.GetUtcNow()));
        var accepted = await deciding.DecideAsync(wish, _ => Task.CompletedTask, cancellationToken);
        // Decided by the customer meanwhile, that counts.
        if (accepted.Failure is not RecordDecided)
            accepted.OrTryLater();
    }

    /// <summary>Puts the invoice on the list of its day.</summary>
    [Function(nameof(ListInvoice))]
    public async Task ListInvoice([ActivityTrigger] PerformanceRecordRun run, CancellationToken cancellationToken)
    {
        var record = await FindAsync(run, cancellationToken);
        await invoices.PutOnDayAsync(OrderId.Parse(run.OrderId)!, record.DueFor(run.OrderId).Delivery, cancellationToken);
    }

    /// <summary>Sends one mail, unless it has become pointless meanwhile.</summary>
    [Function(nameof(SendPerformanceRecordMail))]
    public async Task SendPerformanceRecordMail([ActivityTrigger] PerformanceRecordMailStep step, CancellationToken cancellationToken)
    {
        var record = await FindAsync(step.Run, cancellationToken);
        var order = (await people.OrderAsync(step.Run.OrderId, cancellationToken)).Value;
        var lines = await orders.LinesAsync(OrderId.Parse(order.Id)!, cancellationToken);
        var customer = await people.CustomerAsync(order.Id, cancellationToken);
        if (step.Mail == PerformanceRecordMail.Reminder && record.State != RecordState.Submitted)
            return;
        var (to, content) = step.Mail switch
        {
            PerformanceRecordMail.Submitted => (customer.Email, ServiceMails.Submitted(customer.Language, order.Id, customer.Name, record, lines)),
            PerformanceRecordMail.Reminder => (customer.Email, ServiceMails.Reminder(customer.Language, order.Id, customer.Name, record)),
            _ => (
                (await people.TeamsAsync(order.Id, cancellationToken))[step.Team].Email,
                ServiceMails.Disputed(ServicePeople.TeamLanguage, order.Id, order.Customer.Company.Name, record.Date, record.Reason!)),
        };
        await mailer.SendAsync(OperationId.Of(PerformanceRecordProcess.IdOf(order.Id, record.Id), $"{step.Mail}-{step.Team}"), to, content, cancellationToken);
    }

    private async Task<PerformanceRecord> FindAsync(PerformanceRecordRun run, CancellationToken cancellationToken) =>
        (await services.FindRecordAsync(OrderId.Parse(run.OrderId)!, run.RecordId, cancellationToken))?.Value
        ?? throw new InvalidOperationException("Performance records are never deleted.");
}
