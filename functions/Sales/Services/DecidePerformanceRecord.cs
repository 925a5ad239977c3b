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

/// <summary><c>POST /orders/{orderId}/performance-records/{recordId}/accept</c> and <c>…/dispute</c>: the customer's word on what was done.</summary>
public sealed class DecidePerformanceRecord(OrderStore orders, ServiceStore services, TimeProvider time)
{
    /// <summary>Yes.</summary>
    [Function(nameof(AcceptPerformanceRecord))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing)]
    [Operation("Accept a performance record; it is invoiced", Gives = typeof(PerformanceRecordView), Fails = [typeof(RecordDecided)])]
    public Task<IResult> AcceptPerformanceRecord(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{orderId}/performance-records/{recordId}/accept")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string orderId,
        string recordId,
        CancellationToken cancellationToken) =>
        DecideAsync(processes, orderId, recordId, RecordState.Accepted, request.Actor(), record => record.Accept(request.Caller().UserId, time.GetUtcNow()), cancellationToken);

    /// <summary>No.</summary>
    [Function(nameof(DisputePerformanceRecord))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing)]
    [Operation("Dispute a performance record; the team is told why", Takes = typeof(DisputeForm), Gives = typeof(PerformanceRecordView), Fails = [typeof(RecordDecided)])]
    public async Task<IResult> DisputePerformanceRecord(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{orderId}/performance-records/{recordId}/dispute")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string orderId,
        string recordId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<DisputeForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var errors = new FieldErrors();
        if (errors.Take("reason", Text.ParseLines(form.Reason, 1, 1_000)) is not { } reason)
            return errors.Failure;
        return await DecideAsync(
            processes, orderId, recordId, RecordState.Disputed, request.Actor(), record => record.Dispute(request.Caller().UserId, reason, time.GetUtcNow()), cancellationToken);
    }

    private async Task<IResult> DecideAsync(
        DurableTaskClient processes,
        string orderId,
        string recordId,
        RecordState wished,
        Actor actor,
        Func<PerformanceRecord, Outcome<PerformanceRecord>> decide,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id || !Ids.IsWellFormed(recordId))
            return new NotFound();
        var process = PerformanceRecordProcess.IdOf(orderId, recordId);
        for (var round = 0; round < ServiceStore.MaxRounds; round++)
        {
            if (await services.FindRecordAsync(id, recordId, cancellationToken) is not { } record || await orders.FindAsync(id, cancellationToken) is not { } order)
                return new NotFound();
            // The same wish again, such as after an answer that got lost: it is as it was wished.
            if (record.Value.State == wished)
                return Answer.Ok(PerformanceRecordView.Of(orderId, record.Value));
            if (!decide(record.Value).Succeeded(out var decided, out var failure))
                return failure;
            await processes.AnnounceAsync(process, cancellationToken);
            if (!await services.TryDecideAsync(order, record, decided, actor, cancellationToken))
                continue;
            await processes.TellAsync(process);
            return Answer.Ok(PerformanceRecordView.Of(orderId, decided));
        }

        return new TemporarilyUnavailable();
    }
}

/// <summary>A dispute as it comes in.</summary>
public sealed record DisputeForm
{
    /// <summary>Why, 1 to 1,000 characters on several lines; the team reads it.</summary>
    [Required]
    public string? Reason { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static DisputeForm Example { get; } = new() { Reason = "Vereinbart waren zwei Stunden, nicht drei." };
}
