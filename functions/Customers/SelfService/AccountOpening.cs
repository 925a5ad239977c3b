using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.SelfService;

/// <summary>
/// Opens a customer account in three storage operations. It may crash between any of them:
/// <list type="number">
/// <item>The attempt is stored with the user, with the customer number that it will use. Nobody sees it.</item>
/// <item>One transaction writes organization, account, owner, contacts and the answer. From this moment on the account exists.</item>
/// <item>The organization is put on the user's own list.</item>
/// </list>
/// A retry with the same Idempotency-Key finds the attempt and continues from there, with the same number.
/// <see cref="AccountOpeningProcess"/> does the rest. It is announced before the transaction and checks itself whether the account exists.
/// </summary>
public sealed class AccountOpening(TableServiceClient tables, MemberStore members, OrganizationChanges changes, TimeProvider time)
{
    private readonly TableClient _users = tables.GetTableClient(Tables.Users);

    /// <summary>The answer, or the failure.</summary>
    public async Task<IResult> OpenAsync(
        DurableTaskClient processes, Caller owner, NewAccount account, CreatingRequest request, CancellationToken cancellationToken)
    {
        var opening = new Opening(owner, account, request);
        var attempt = OpeningAttempt.Of(request, time.GetUtcNow());
        if (await TryNoteAsync(opening, attempt, earlier: null, cancellationToken))
            return await CreateAsync(processes, opening, attempt, cancellationToken);

        var earlier = await FindAttemptAsync(owner.UserId, request.Id, cancellationToken);
        if (earlier?.Value.IsForgotten(attempt.At) != false)
            return await TryNoteAsync(opening, attempt, earlier, cancellationToken)
                ? await CreateAsync(processes, opening, attempt, cancellationToken)
                : new RequestInFlight(OpeningAttempt.Patience);
        var refused = earlier.Value.RefuseToGoOn(request, attempt.At);
        if (refused is IdempotencyKeyReused)
            return refused;
        if (await AnsweredAsync(opening, earlier.Value, cancellationToken) is { } answered)
            return answered.Outcome.ToResult();
        return refused is not null ? refused : await CreateAsync(processes, opening, earlier.Value, cancellationToken);
    }

    /// <summary>The earlier answer to the request; null when the request is new or still running.</summary>
    public async Task<IResult?> EarlierAnswerAsync(string userId, CreatingRequest request, CancellationToken cancellationToken) =>
        await FindAttemptAsync(userId, request.Id, cancellationToken) is { } attempt
            ? (await changes.EarlierAnswerAsync(attempt.Value.Number, request, cancellationToken))?.Outcome.ToResult()
            : null;

    /// <summary>The account that a user's request has opened; null while there is none.</summary>
    public async Task<OpenedAccount?> FindAsync(string userId, string requestId, CancellationToken cancellationToken)
    {
        // The number alone proves nothing: until the attempt succeeds, it may belong to another organization.
        var attempt = await FindAttemptAsync(userId, requestId, cancellationToken);
        return attempt is not null && await members.FindAsync(attempt.Value.Number, userId, cancellationToken) is not null
            ? new OpenedAccount(attempt.Value.Number, userId)
            : null;
    }

    private async Task<IResult> CreateAsync(
        DurableTaskClient processes, Opening opening, OpeningAttempt attempt, CancellationToken cancellationToken)
    {
        var (owner, account, request) = opening;
        var process = AccountOpeningProcess.IdOf(owner.UserId, request.Id);
        await processes.StartOnceAsync(
            nameof(AccountOpeningProcess), process, new AccountOpeningRun(owner.UserId, request.Id), cancellationToken);
        var isNumberTaken = false;
        return await changes.AnswerAsync(
            async () =>
            {
                if (isNumberTaken)
                {
                    // The number was taken by another request with this key, or by another organization.
                    if (await AnsweredAsync(opening, attempt, cancellationToken) is { } answered)
                        return answered;
                    var noted = await FindAttemptAsync(owner.UserId, request.Id, cancellationToken);
                    var another = attempt.WithAnotherNumber();
                    // If another request with this key has continued from here, it does the rest.
                    if (noted?.Value.Number != attempt.Number || !await TryNoteAsync(opening, another, noted, cancellationToken))
                        return new RequestInFlight(OpeningAttempt.Patience);
                    attempt = another;
                }

                isNumberTaken = true;
                var number = attempt.Number;
                var organization = account.Organization with { Id = number };
                var answer = Answer.Created("/api/organizations/" + number, OrganizationView.Of(organization), organization);
                var actor = new Actor(ActorKind.User, owner.UserId, owner.Name ?? owner.Email?.ToString());
                var created = new AuditEvent(AuditAction.AccountCreated, actor, number);
                var change = account.AddTo(new AuditedChange(number, created) { IsFirst = true });
                request.PutAnswer(change, answer, attempt.At);
                var membership = new Membership(number, account.Organization.Name, Role.LegalRepresentative);
                return change
                    .Then(() => members.PutMembershipAsync(owner.UserId, membership, cancellationToken))
                    .Then(() => processes.NotifyAsync(process))
                    .Gives(answer);
            },
            cancellationToken);
    }

    /// <summary>The answer of a completed attempt; null when it is not completed.</summary>
    private async Task<Decision<Answer>?> AnsweredAsync(Opening opening, OpeningAttempt attempt, CancellationToken cancellationToken)
    {
        if (await changes.EarlierAnswerAsync(attempt.Number, opening.Request, cancellationToken) is not { } answered)
            return null;
        // Uses the current name of the organization, not the name in the request.
        await members.SyncMembershipAsync(attempt.Number, opening.Owner.UserId, cancellationToken);
        return answered;
    }

    private Task<Stored<OpeningAttempt>?> FindAttemptAsync(string userId, string requestId, CancellationToken cancellationToken) =>
        _users.FindAsync<OpeningAttempt>(userId, OpeningKeys.Attempt(requestId), cancellationToken);

    private async Task<bool> TryNoteAsync(
        Opening opening, OpeningAttempt attempt, Stored<OpeningAttempt>? earlier, CancellationToken cancellationToken)
    {
        var row = earlier ?? Stored.New(OpeningKeys.Attempt(opening.Request.Id), attempt);
        var noting = new ChangeSet(opening.Owner.UserId).Replace(row, attempt, expiresAt: attempt.At + CreatingRequest.Kept);
        return await _users.TryWriteAsync(noting.Writes, cancellationToken) is null;
    }

    private sealed record Opening(Caller Owner, NewAccount Account, CreatingRequest Request);
}
