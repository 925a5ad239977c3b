using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>State of a performance record. Only <see cref="Submitted"/> can change.</summary>
public enum RecordState
{
    /// <summary>Waits for the customer, and counts as accepted after 14 days of silence.</summary>
    Submitted,

    /// <summary>The customer agrees.</summary>
    Accepted,

    /// <summary>Nobody disputed it in time.</summary>
    AcceptedBySilence,

    /// <summary>The customer does not agree; the team gets in touch.</summary>
    Disputed,
}

/// <summary>What was done for a service order (Leistungsnachweis), the basis of its invoice.</summary>
public sealed record PerformanceRecord
{
    /// <summary>Highest number of records of an order.</summary>
    public const int Limit = 200;

    /// <summary>How long the customer has to dispute it.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromDays(14);

    /// <summary>How long after the submission the customer is reminded.</summary>
    public static readonly TimeSpan Reminder = TimeSpan.FromDays(11);

    /// <summary>Id within its order.</summary>
    public required string Id { get; init; }

    /// <summary>The day of the work.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What was done.</summary>
    public required IReadOnlyList<RecordedWork> Work { get; init; }

    /// <summary>Whether it is the last one.</summary>
    public bool Completes { get; init; }

    public required RecordState State { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Id of the operator who submitted it.</summary>
    public required string SubmittedBy { get; init; }

    /// <summary>When it was accepted or disputed.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Id of the user who decided; null when silence did.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Why it is disputed.</summary>
    public string? Reason { get; init; }

    /// <summary>Its document as it was issued; null until it is decided.</summary>
    public StoredDocument? Document { get; init; }

    /// <summary>The finalized invoices that bill it: only one, unless the first one was full before its last entry.</summary>
    public IReadOnlyList<RecordInvoice> Invoices { get; init; } = [];

    /// <summary>When silence accepts it.</summary>
    public DateTimeOffset AcceptedFrom => SubmittedAt + Silence;

    /// <summary>Whether it must be invoiced.</summary>
    public bool IsAccepted => State is RecordState.Accepted or RecordState.AcceptedBySilence;

    /// <summary>The record after the customer accepts it.</summary>
    public Outcome<PerformanceRecord> Accept(string userId, DateTimeOffset now) => State == RecordState.Submitted
        ? this with { State = RecordState.Accepted, DecidedAt = now, DecidedBy = userId }
        : new RecordDecided();

    /// <summary>The record after the customer disputes it, which is possible for 14 days.</summary>
    public Outcome<PerformanceRecord> Dispute(string userId, string reason, DateTimeOffset now) =>
        State == RecordState.Submitted && now < AcceptedFrom
        ? this with { State = RecordState.Disputed, DecidedAt = now, DecidedBy = userId, Reason = reason }
        : new RecordDecided();

    /// <summary>The record after silence accepts it; a failure before its time.</summary>
    public Outcome<PerformanceRecord> AcceptBySilence(DateTimeOffset now) => State == RecordState.Submitted && now >= AcceptedFrom
        ? this with { State = RecordState.AcceptedBySilence, DecidedAt = now }
        : new RecordDecided();

    /// <summary>
    /// Whether the services are completed, judged by all records of an order: the last one is accepted, and none waits for the
    /// customer. The sequence of the decisions does not matter.
    /// </summary>
    public static bool AreComplete(IReadOnlyList<PerformanceRecord> records) =>
        records.Any(record => record is { IsAccepted: true, Completes: true })
            && records.All(record => record.State != RecordState.Submitted);

    /// <summary>The delivery that must be billed when it is accepted.</summary>
    public Delivery DeliveryOf(Order order, IReadOnlyList<OrderLine> lines) => new(
        order,
        Id,
        DueOn: CentralEurope.DayOf(DecidedAt!.Value),
        SuppliedOn: Date,
        [.. Work.Select(work => new DeliveredItem(lines.Single(line => line.Number == work.Line), work.Quantity, work.Description))]);
}

/// <summary>An invoice that bills a record.</summary>
/// <param name="OrganizationId">The account that pays it: that of the record, or its main account.</param>
/// <param name="Number">Its number.</param>
public sealed record RecordInvoice(string OrganizationId, string Number);

/// <summary>Work on one line of an order.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Quantity">In the line's unit, at most two decimals.</param>
/// <param name="Description">What was done, on several lines.</param>
public sealed record RecordedWork(int Line, decimal Quantity, string Description);
