using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Services;

/// <summary>The state of a record, for its process.</summary>
/// <param name="IsOpen">Whether it waits for the customer.</param>
/// <param name="IsAccepted">Whether it must be invoiced.</param>
/// <param name="RemindAt">When the customer is reminded, in UTC.</param>
/// <param name="AcceptedFrom">When silence accepts it, in UTC.</param>
public sealed record PerformanceRecordSnapshot(bool IsOpen, bool IsAccepted, DateTime RemindAt, DateTime AcceptedFrom);

/// <summary>A mail of the process.</summary>
public sealed record PerformanceRecordMailStep(PerformanceRecordRun Run, PerformanceRecordMail Mail);

/// <summary>The mails of the process to the customer.</summary>
public enum PerformanceRecordMail
{
    /// <summary>What was done.</summary>
    Submitted,

    /// <summary>Silence will soon count as acceptance.</summary>
    Reminder,
}

/// <summary>The side effects of <see cref="PerformanceRecordProcess"/>; each may run twice.</summary>
public sealed class PerformanceRecordActivities(
    OrderStore orders,
    ServiceStore services,
    RecordDeciding deciding,
    RecordIssuing issuing,
    IOrderBilling billing,
    IEnumerable<IAcceptedRecords> followers,
    ServicePeople people,
    OrderListings listings,
    Mailer mailer,
    TimeProvider time)
{
    /// <summary>Updates the list of all orders, and mails the customer; a reminder only while the record is open.</summary>
    /// <returns>State of the record; null when there is none.</returns>
    [Function(nameof(SendPerformanceRecordMail))]
    public async Task<Mailed<PerformanceRecordSnapshot?>> SendPerformanceRecordMail(
        [ActivityTrigger] Mailing<PerformanceRecordMailStep> step, CancellationToken cancellationToken)
    {
        var (run, mail) = step.Input;
        if ((await services.FindRecordAsync(OrderId.Parse(run.OrderId)!, run.RecordId, cancellationToken))?.Value is not { } record)
            return new(null);
        await FollowAsync(run, cancellationToken);
        if (step.IsGivenUp || mail == PerformanceRecordMail.Reminder && record.State != RecordState.Submitted)
            return new(Of(record));
        var customer = await people.CustomerAsync(run.OrderId, cancellationToken);
        var lines = await orders.LinesAsync(OrderId.Parse(run.OrderId)!, cancellationToken);
        var content = mail == PerformanceRecordMail.Reminder
            ? ServiceMails.Reminder(customer.Language, run.OrderId, customer.Name, record)
            : ServiceMails.Submitted(customer.Language, run.OrderId, customer.Name, record, lines);
        return new(Of(record), await mailer.SendAllAsync([MailOf(run, $"{mail}-0", customer.Email, content)], cancellationToken));
    }

    /// <summary>
    /// Accepts an open record whose time has passed. For a decided record: makes the invoice due if it is accepted, issues its
    /// document, and mails the teams if it is disputed.
    /// </summary>
    /// <returns>State of the record.</returns>
    [Function(nameof(ConcludePerformanceRecord))]
    public async Task<Mailed<PerformanceRecordSnapshot>> ConcludePerformanceRecord(
        [ActivityTrigger] Mailing<PerformanceRecordRun> step,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        var run = step.Input;
        var record = await AcceptBySilenceAsync(run, cancellationToken);
        if (record.State == RecordState.Submitted)
            return new(Of(record));
        var order = await FollowAsync(run, cancellationToken);
        if (record.IsAccepted)
        {
            var id = OrderId.Parse(run.OrderId)!;
            await billing.ComeUpAsync(id, cancellationToken);
            foreach (var follower in followers)
                await follower.FollowAsync(id, run.RecordId, processes, cancellationToken);
        }

        // After the charges: they do not wait for the storage of documents.
        await issuing.IssueAsync(order, record, cancellationToken);
        return new(Of(record), !record.IsAccepted && !step.IsGivenUp && await MailDisputeAsync(run, record, cancellationToken));
    }

    private async Task<Order> FollowAsync(PerformanceRecordRun run, CancellationToken cancellationToken)
    {
        var order = (await people.OrderAsync(run.OrderId, cancellationToken)).Value;
        await listings.FollowAsync(order, cancellationToken);
        return order;
    }

    private async Task<PerformanceRecord> AcceptBySilenceAsync(PerformanceRecordRun run, CancellationToken cancellationToken)
    {
        var wish = new RecordWish(run, Actor.System, RecordState.AcceptedBySilence, record => record.AcceptBySilence(time.GetUtcNow()));
        var decided = await deciding.DecideAsync(wish, _ => Task.CompletedTask, cancellationToken);
        if (decided.Succeeded(out var accepted, out var failure))
            return accepted;
        failure.TryLaterIfContended();
        // Too early, or decided by the customer in the meantime: the stored state counts.
        var stored = await services.FindRecordAsync(OrderId.Parse(run.OrderId)!, run.RecordId, cancellationToken)
            ?? throw new InvalidOperationException("Performance records are never deleted.");
        return stored.Value;
    }

    private async Task<bool> MailDisputeAsync(PerformanceRecordRun run, PerformanceRecord record, CancellationToken cancellationToken)
    {
        var order = (await people.OrderAsync(run.OrderId, cancellationToken)).Value;
        var content = ServiceMails.Disputed(ServicePeople.TeamLanguage, order.Id, order.Customer.Company.Name, record.Date, record.Reason!);
        var teams = await people.TeamsAsync(order.Id, cancellationToken);
        var mails = teams.Select((team, n) => MailOf(run, $"Disputed-{n}", team.Email, content));
        return await mailer.SendAllAsync(mails, cancellationToken);
    }

    private static OutgoingMail MailOf(PerformanceRecordRun run, string name, string to, MailContent content) =>
        new(OperationId.Of(PerformanceRecordProcess.IdOf(run.OrderId, run.RecordId), name), to, content);

    private static PerformanceRecordSnapshot Of(PerformanceRecord record) => new(
        record.State == RecordState.Submitted,
        record.IsAccepted,
        (record.SubmittedAt + PerformanceRecord.Reminder).UtcDateTime,
        record.AcceptedFrom.UtcDateTime);
}
