using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Services;

/// <summary><c>POST /orders/{orderId}/performance-records</c>: submits recorded work to the customer.</summary>
public sealed class SubmitPerformanceRecord(
    OrderStore orders, ServiceStore services, OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(SubmitPerformanceRecord))]
    [Allow(Who.Operator)]
    [Operation(
        "Submit a performance record",
        Description = "The customer gets a mail and accepts or disputes the record. Without an answer it counts as accepted after 14 days. "
            + "Accepted records are invoiced.",
        Takes = typeof(PerformanceRecordForm),
        Gives = typeof(PerformanceRecordView),
        Status = StatusCodes.Status202Accepted,
        Creates = true,
        HasLocation = true,
        Fails = [typeof(OrderNotInState), typeof(TooManyOfThese), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{orderId}/performance-records")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id)
            return new NotFound();
        var body = await Body.ReadAsync<PerformanceRecordForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var userId = request.Caller().UserId;
        var operation = $"{nameof(SubmitPerformanceRecord)}-{id}";
        if (!CreatingRequest.From(request, userId, operation, form).Succeeded(out var creating, out failure))
            return failure;
        var now = time.GetUtcNow();
        var submission = new Submission(Ids.New(now), now, userId);
        var lines = await orders.LinesAsync(id, cancellationToken);
        var process = PerformanceRecordProcess.IdOf(orderId, submission.Id);
        return await changes.AnswerOnceAsync(
            id.OrganizationId,
            creating,
            async () =>
            {
                // Read the order before its records: any record in between changes the order's ETag.
                if (await orders.FindAsync(id, cancellationToken) is not { } order)
                    return new NotFound();
                var records = await services.RecordsAsync(id, cancellationToken);
                var background = new WorkBackground(order.Value, lines, records);
                if (!PerformanceRecordDraft.From(form, background, submission).Succeeded(out var record, out var refused))
                    return refused;
                var corrects = records.Any(other => other.State == RecordState.Disputed);
                if (!order.Value.Work(corrects).Succeeded(out var working, out refused))
                    return refused;
                if (records.Count >= PerformanceRecord.Limit)
                    return new TooManyOfThese(PerformanceRecord.Limit);
                await processes.StartOnceAsync(
                    nameof(PerformanceRecordProcess), process, new PerformanceRecordRun(orderId, record.Id), cancellationToken);
                var recorded = new OrderStep(
                    working.Count(lines, [.. records, record]), [new(now, OrderEventKind.WorkRecorded, record.Id)]);
                return OrderStore.Change(order, recorded, request.Actor())
                    .Add(ServiceStore.New(id, record))
                    .Then(() => processes.NotifyAsync(process))
                    // Nothing can be cancelled any more, so the process that would notify the teams of a cancellation can end.
                    .Then(() => processes.NotifyAsync(OrderProcess.ServicesOf(orderId)))
                    .Gives(Answer.Accepted(
                        $"/api/orders/{id}/performance-records/{record.Id}", PerformanceRecordView.Of(orderId, record)));
            },
            cancellationToken);
    }
}

/// <summary>The body of a performance record.</summary>
public sealed record PerformanceRecordForm
{
    /// <summary>The day of the work, from the day of the order to today.</summary>
    [Required]
    public DateOnly? Date { get; init; }

    /// <summary>
    /// What was done, 1 to 20 entries. Their descriptions may have 16,000 characters in all as they are stored, where an emoji
    /// counts as 14, a quotation mark as 4 and a line end as 3.
    /// </summary>
    [Required]
    [Length(1, 20)]
    public IReadOnlyList<RecordedWorkForm>? Work { get; init; }

    /// <summary>
    /// True for the last record: when it is accepted and no other waits for the customer, the services are completed. Disputed
    /// work may be corrected after that.
    /// </summary>
    public bool? Completes { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static PerformanceRecordForm Example { get; } = new()
    {
        Date = new DateOnly(2027, 3, 1),
        Work = [new() { Line = 2, Quantity = 1.5m, Description = "Netzwerk aufgenommen, VLANs geplant" }],
    };
}

/// <summary>Work on one line, in the body of a performance record.</summary>
public sealed record RecordedWorkForm
{
    /// <summary>Number of the order's line; its kind must be service.</summary>
    [Required]
    public int? Line { get; init; }

    /// <summary>In the line's unit, such as hours; more than 0, up to 1,000, at most two decimals.</summary>
    [Required]
    [Range(0.01, 1_000)]
    public decimal? Quantity { get; init; }

    /// <summary>What was done, 1 to 500 characters on several lines.</summary>
    [Required]
    [StringLength(500, MinimumLength = 1)]
    public string? Description { get; init; }
}
