using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Services;

/// <summary>
/// <c>POST /orders/{orderId}/performance-records/{recordId}/accept</c> and <c>…/dispute</c>: the customer's decision on recorded
/// work.
/// </summary>
public sealed class DecidePerformanceRecord(RecordDeciding deciding, TimeProvider time)
{
    [Function(nameof(AcceptPerformanceRecord))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing)]
    [Operation("Accept a performance record; it is invoiced", Gives = typeof(PerformanceRecordView), Fails = [typeof(RecordDecided)])]
    public Task<IResult> AcceptPerformanceRecord(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{orderId}/performance-records/{recordId}/accept")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string orderId,
        string recordId,
        CancellationToken cancellationToken)
    {
        var userId = request.Caller().UserId;
        return DecideAsync(
            new(new(orderId, recordId), request.Actor(), RecordState.Accepted, record => record.Accept(userId, time.GetUtcNow())),
            processes,
            cancellationToken);
    }

    [Function(nameof(DisputePerformanceRecord))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing)]
    [Operation(
        "Dispute a performance record; the team is notified of the reason",
        Takes = typeof(DisputeForm),
        Gives = typeof(PerformanceRecordView),
        Fails = [typeof(RecordDecided)])]
    public async Task<IResult> DisputePerformanceRecord(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{orderId}/performance-records/{recordId}/dispute")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string orderId,
        string recordId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<DisputeForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var errors = new FieldErrors();
        if (errors.Take("reason", Text.ParsePrintedLines(form.Reason, 1, 1_000)) is not { } reason)
            return errors.Failure;
        var userId = request.Caller().UserId;
        return await DecideAsync(
            new(new(orderId, recordId), request.Actor(), RecordState.Disputed, record => record.Dispute(userId, reason, time.GetUtcNow())),
            processes,
            cancellationToken);
    }

    private async Task<IResult> DecideAsync(RecordWish wish, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (OrderId.Parse(wish.Run.OrderId) is null || !Ids.IsWellFormed(wish.Run.RecordId))
            return new NotFound();
        var process = PerformanceRecordProcess.IdOf(wish.Run.OrderId, wish.Run.RecordId);
        var decided = await deciding.DecideAsync(
            wish,
            async change =>
            {
                await processes.AnnounceAsync(process, cancellationToken);
                change.Then(() => processes.NotifyAsync(process));
            },
            cancellationToken);
        return decided.Succeeded(out var record, out var failure) ? Answer.Ok(PerformanceRecordView.Of(wish.Run.OrderId, record)) : failure;
    }
}

/// <summary>The body of a dispute.</summary>
public sealed record DisputeForm
{
    /// <summary>The reason, 1 to 1,000 characters on several lines; the team reads it, and the record's document prints it.</summary>
    [Required]
    [StringLength(1_000, MinimumLength = 1)]
    public string? Reason { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static DisputeForm Example { get; } = new() { Reason = "Vereinbart waren zwei Stunden, nicht drei." };
}
