using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.AccountRequests;

/// <summary>
/// <c>POST /account-requests/{requestId}/approve</c> and <c>…/reject</c>: an operator decides; the process does the rest.
/// </summary>
public sealed class DecideAccountRequest(AccountRequestStore requests, TimeProvider time)
{
    [Function(nameof(ApproveAccountRequest))]
    [Allow(Who.Operator)]
    [Operation(
        "Approve a request for an account",
        Description =
            "Creates the organization. If a user has the address, the user becomes its owner; otherwise the address is invited. "
                + "The process shows the state.",
        Gives = typeof(AccountRequestView),
        Status = StatusCodes.Status202Accepted,
        HasLocation = true,
        Fails = [typeof(AlreadyDecided), typeof(ChangedMeanwhile)])]
    public Task<IResult> ApproveAccountRequest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account-requests/{requestId}/approve")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string requestId,
        CancellationToken cancellationToken) =>
        DecideAsync(
            processes,
            requestId,
            AccountRequestState.Approved,
            asked => asked.Approve(request.Caller().UserId, CustomerNumber.Random().ToString(), time.GetUtcNow()),
            cancellationToken);

    [Function(nameof(RejectAccountRequest))]
    [Allow(Who.Operator)]
    [Operation(
        "Reject a request for an account; the customer gets the reason",
        Takes = typeof(RejectionForm),
        Gives = typeof(AccountRequestView),
        Status = StatusCodes.Status202Accepted,
        HasLocation = true,
        Fails = [typeof(AlreadyDecided), typeof(ChangedMeanwhile)])]
    public async Task<IResult> RejectAccountRequest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account-requests/{requestId}/reject")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string requestId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<RejectionForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var errors = new FieldErrors();
        if (errors.Take("reason", Text.ParseLines(form.Reason, 1, 2000)) is not { } reason)
            return errors.Failure;
        return await DecideAsync(
            processes,
            requestId,
            AccountRequestState.Rejected,
            asked => asked.Reject(request.Caller().UserId, reason, time.GetUtcNow()),
            cancellationToken);
    }

    private async Task<IResult> DecideAsync(
        DurableTaskClient processes,
        string requestId,
        AccountRequestState wish,
        Func<AccountRequest, Outcome<AccountRequest>> decide,
        CancellationToken cancellationToken)
    {
        if (!Ids.IsWellFormed(requestId) || await requests.FindAsync(requestId, cancellationToken) is not { } stored)
            return new NotFound();
        // The process has waited since the request arrived. If a fault has ended it, the same decision again restarts it.
        var process = AccountRequestProcess.IdOf(requestId);
        await processes.StartOnceAsync(nameof(AccountRequestProcess), process, new AccountRequestRun(requestId), cancellationToken);
        if (stored.Value.State == wish)
            return Answer.Accepted("/api/processes/" + process, AccountRequestView.Of(stored.Value));
        if (!decide(stored.Value).Succeeded(out var decided, out var failure))
            return failure;
        await processes.AnnounceAsync(process, cancellationToken);
        if (!await requests.TryChangeAsync(stored, decided, cancellationToken))
            return new ChangedMeanwhile();
        await processes.NotifyAsync(process);
        return Answer.Accepted("/api/processes/" + process, AccountRequestView.Of(decided));
    }
}

/// <summary>The body of a rejection.</summary>
public sealed record RejectionForm
{
    /// <summary>1 to 2000 characters on several lines, in the customer's language.</summary>
    [Required]
    [StringLength(2_000, MinimumLength = 1)]
    public string? Reason { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static RejectionForm Example { get; } = new() { Reason = "We do not offer SIP trunks in your country yet." };
}
