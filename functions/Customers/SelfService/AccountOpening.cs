using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Accounts.Platform.Values;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.SelfService;

/// <summary>
/// Opens a customer account in three storage operations, whatever dies in between:
/// <list type="number">
/// <item>The attempt is noted with the user, with the customer number it will use. Visible to nobody.</item>
/// <item>One transaction writes organization, account, owner, contacts and the answer. This is the moment it exists.</item>
/// <item>The organization is put on the user's own list.</item>
/// </list>
/// A retry with the same Idempotency-Key finds the attempt and goes on from there, with the same number. What follows
/// (<see cref="AccountOpeningProcess"/>) is announced before the transaction and looks for itself whether it came about.
/// </summary>
public sealed class AccountOpening(TableServiceClient tables, MemberStore members, AuditLog audit, Counters counters, TimeProvider time)
{
    /// <summary>
    /// How long another request with the same key waits for the first. Every step can run twice, so the first may even
    /// still be at work when the second takes over.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Among 9 million numbers a collision is rare even with millions of customers; twenty in a row are a fault.
    private const int MaxNumbersTried = 20;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);
    private readonly TableClient _users = tables.GetTableClient(Tables.Users);

    /// <summary>The answer, or why there is none.</summary>
    public async Task<IResult> OpenAsync(DurableTaskClient processes, Caller owner, NewAccount account, CreatingRequest request, CancellationToken cancellationToken)
    {
        var attempt = new Attempt(CustomerNumber.Random().ToString(), request.Fingerprint, time.GetUtcNow());
        if (await TryNoteAsync(owner.UserId, request, attempt, earlier: null, cancellationToken))
            return await CreateAsync(processes, owner, account, request, attempt, cancellationToken);

        var earlier = await _users.FindAsync<Attempt>(owner.UserId, OpeningKeys.Attempt(request.Id), cancellationToken);
        if (earlier is null || earlier.Value.At + CreatingRequest.Kept <= attempt.At)
            return await TryNoteAsync(owner.UserId, request, attempt, earlier, cancellationToken)
                ? await CreateAsync(processes, owner, account, request, attempt, cancellationToken)
                : new RequestInFlight(Patience);
        if (earlier.Value.Fingerprint != request.Fingerprint)
            return new IdempotencyKeyReused();

        var answered = await request.EarlierAnswerAsync(_organizations, earlier.Value.Number, attempt.At, cancellationToken);
        if (answered is not null)
        {
            // By what the organization is called now, not by what the request called it then.
            await members.SyncMembershipAsync(earlier.Value.Number, owner.UserId, cancellationToken);
            return answered;
        }

        var wait = earlier.Value.At + Patience - attempt.At;
        return wait > TimeSpan.Zero
            ? new RequestInFlight(wait)
            : await CreateAsync(processes, owner, account, request, earlier.Value, cancellationToken);
    }

    /// <summary>What the request was answered with before; null when it is new or still at work.</summary>
    public async Task<IResult?> EarlierAnswerAsync(string userId, CreatingRequest request, CancellationToken cancellationToken) =>
        await _users.FindAsync<Attempt>(userId, OpeningKeys.Attempt(request.Id), cancellationToken) is { } attempt
            ? await request.EarlierAnswerAsync(_organizations, attempt.Value.Number, time.GetUtcNow(), cancellationToken)
            : null;

    /// <summary>The account that a request of a user has opened; null while there is none.</summary>
    public async Task<OpenedAccount?> FindAsync(string userId, string requestId, CancellationToken cancellationToken)
    {
        // The number alone says nothing: while the attempt is under way it may turn out to be somebody else's.
        var attempt = await _users.FindAsync<Attempt>(userId, OpeningKeys.Attempt(requestId), cancellationToken);
        return attempt is not null && await members.FindAsync(attempt.Value.Number, userId, cancellationToken) is not null
            ? new OpenedAccount(attempt.Value.Number, userId)
            : null;
    }

    private async Task<IResult> CreateAsync(DurableTaskClient processes, Caller owner, NewAccount account, CreatingRequest request, Attempt attempt, CancellationToken cancellationToken)
    {
        var process = AccountOpeningProcess.IdOf(owner.UserId, request.Id);
        await processes.StartOnceAsync(nameof(AccountOpeningProcess), process, new AccountOpeningRun(owner.UserId, request.Id), cancellationToken);
        for (var tried = 0; tried < MaxNumbersTried; tried++)
        {
            var answer = Answer.Created("/api/organizations/" + attempt.Number, OrganizationView.Of(account.Organization with { Id = attempt.Number }), account.Organization.Version);
            try
            {
                var created = new AuditEvent(AuditAction.AccountCreated, new Actor(ActorKind.User, owner.UserId, owner.Name ?? owner.Email?.ToString()), attempt.Number);
                await _organizations.SubmitTransactionAsync(
                    [.. account.Rows(attempt.Number), request.AnswerRow(attempt.Number, answer, attempt.At), .. audit.First(attempt.Number, created)], cancellationToken);
                counters.Changed(EnumNames.Of(AuditAction.AccountCreated));
                await members.PutMembershipAsync(owner.UserId, new Membership(attempt.Number, account.Organization.Name, Role.LegalRepresentative), cancellationToken);
                await processes.TellAsync(process);
                return answer;
            }
            catch (RequestFailedException e) when (e.Status == StatusCodes.Status409Conflict)
            {
                // Either another request with this key was faster, or the number is somebody else's.
                if (await request.EarlierAnswerAsync(_organizations, attempt.Number, attempt.At, cancellationToken) is { } answered)
                {
                    await members.SyncMembershipAsync(attempt.Number, owner.UserId, cancellationToken);
                    return answered;
                }
            }

            var noted = await _users.FindAsync<Attempt>(owner.UserId, OpeningKeys.Attempt(request.Id), cancellationToken);
            // Somebody else with this key has gone on from here.
            if (noted?.Value.Number != attempt.Number)
                return new RequestInFlight(Patience);
            attempt = attempt with { Number = CustomerNumber.Random().ToString() };
            if (!await TryNoteAsync(owner.UserId, request, attempt, noted, cancellationToken))
                return new RequestInFlight(Patience);
        }

        throw new InvalidOperationException("No free customer number was found.");
    }

    private async Task<bool> TryNoteAsync(string userId, CreatingRequest request, Attempt attempt, Stored<Attempt>? earlier, CancellationToken cancellationToken)
    {
        var row = Rows.Row(userId, OpeningKeys.Attempt(request.Id), attempt, attempt.At + CreatingRequest.Kept);
        try
        {
            if (earlier is null)
                await _users.AddEntityAsync(row, cancellationToken);
            else
                await _users.UpdateEntityAsync(row, earlier.Tag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed or StatusCodes.Status404NotFound)
        {
            return false;
        }
    }

    /// <summary>A request to open an account that has begun.</summary>
    private sealed record Attempt(string Number, string Fingerprint, DateTimeOffset At);
}
