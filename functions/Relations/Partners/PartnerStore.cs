using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Relations.Partners;

/// <summary>
/// The partners of organizations, in the customer's partition, where access is decided. A record says for good that a
/// partnership was begun, so that none begins twice or after its end; a count keeps the limit.
/// </summary>
public sealed class PartnerStore(TableServiceClient tables, AuditLog audit)
{
    // Only what begins or ends partnerships of one customer meets here.
    private const int MaxTries = 50;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One partnership; null when it has not begun.</summary>
    public Task<Stored<PartnerRecord>?> FindAsync(string organizationId, string partnershipId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<PartnerRecord>(organizationId, PartnerKeys.Partner(partnershipId), cancellationToken);

    /// <summary>Partnerships in the order of their requests, ended ones included.</summary>
    public Task<Slice<PartnerRecord>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<PartnerRecord>(organizationId, PartnerKeys.Partners, page, cancellationToken);

    /// <summary>How many partners there are at present.</summary>
    public async Task<int> CountAsync(string organizationId, CancellationToken cancellationToken) =>
        (await CountedAsync(organizationId, cancellationToken)).Value.Partners;

    /// <summary>Begins a partnership: from here on the partner's people may act. Begun already, or begun and ended, means done.</summary>
    /// <returns>Null when done; else why it cannot begin.</returns>
    public async Task<Failure?> BeginAsync(string organizationId, PartnerRecord record, Actor actor, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await FindAsync(organizationId, record.Id, cancellationToken) is not null)
                return null;
            var count = await CountedAsync(organizationId, cancellationToken);
            if (count.Value.Partners >= Delegation.MaxPartners)
                return new TooManyPartners(Delegation.MaxPartners);
            TableTransactionAction[] writes =
            [
                new(TableTransactionActionType.Add, Rows.Row(organizationId, PartnerKeys.Partner(record.Id), record)),
                new(TableTransactionActionType.Add, Rows.Row(organizationId, DelegationKeys.Partner(record.PartnerId), record.ToDelegation())),
                Count(organizationId, count, +1),
            ];
            if (await TryAsync(organizationId, writes, Event(AuditAction.PartnerAccepted, actor, record), cancellationToken))
                return null;
        }

        return new TemporarilyUnavailable();
    }

    /// <summary>Writes a change of a partnership that lasts.</summary>
    /// <param name="organizationId">The customer.</param>
    /// <param name="before">As read.</param>
    /// <param name="after">As it will be.</param>
    /// <param name="happened">What the change is called; null for a new name of the partner, which is in its own log.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when somebody else was faster.</returns>
    public async Task<bool> TryChangeAsync(
        string organizationId, Stored<PartnerRecord> before, PartnerRecord after, AuditAction? happened, Actor actor, CancellationToken cancellationToken)
    {
        TableTransactionAction[] writes =
        [
            new(TableTransactionActionType.UpdateReplace, Rows.Row(organizationId, before.RowKey, after), before.Tag),
            // As long as the record says that it lasts, this one is there, and is written with it alone.
            new(TableTransactionActionType.UpdateReplace, Rows.Row(organizationId, DelegationKeys.Partner(after.PartnerId), after.ToDelegation()), ETag.All),
        ];
        if (happened is { } action)
            return await TryAsync(organizationId, writes, Event(action, actor, after), cancellationToken);
        try
        {
            await _organizations.SubmitTransactionAsync(writes, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (IsMeeting(e))
        {
            return false;
        }
    }

    /// <summary>Ends a partnership; the partner's next request is refused. Ended already means done; not begun yet, it never begins.</summary>
    /// <param name="organizationId">The customer.</param>
    /// <param name="record">As it begins, should it not have begun.</param>
    /// <param name="by">What ends it.</param>
    /// <param name="actor">Who does.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The record as it ended, perhaps before; null when others were faster all the time.</returns>
    public async Task<PartnerRecord?> EndAsync(string organizationId, PartnerRecord record, PartnershipEnd by, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var begun = await FindAsync(organizationId, record.Id, cancellationToken);
            if (begun is { Value.EndedAt: not null })
                return begun.Value;
            var ended = (begun?.Value ?? record) with { EndedAt = now, EndedBy = by };
            var row = Rows.Row(organizationId, PartnerKeys.Partner(record.Id), ended);
            TableTransactionAction[] writes = begun is null
                ? [new(TableTransactionActionType.Add, row)]
                :
                [
                    new(TableTransactionActionType.UpdateReplace, row, begun.Tag),
                    new(TableTransactionActionType.Delete, new TableEntity(organizationId, DelegationKeys.Partner(record.PartnerId)), ETag.All),
                    Count(organizationId, await CountedAsync(organizationId, cancellationToken), -1),
                ];
            if (await TryAsync(organizationId, writes, Event(AuditAction.PartnerEnded, actor, ended).With("by", EnumNames.Of(by)), cancellationToken))
                return ended;
        }

        return null;
    }

    private async Task<bool> TryAsync(string organizationId, TableTransactionAction[] writes, AuditEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            await audit.CommitAsync(organizationId, writes, happened, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (IsMeeting(e))
        {
            return false;
        }
    }

    private static AuditEvent Event(AuditAction action, Actor actor, PartnerRecord record) =>
        new AuditEvent(action, actor, record.PartnerId)
            .With("partnership", record.Id)
            .With("grants", string.Join(", ", record.Grants.Select(grant => $"{EnumNames.Of(grant.Product)}:{EnumNames.Of(grant.Right)} {grant.Until:O}")));

    private async Task<Stored<PartnerTotal>> CountedAsync(string organizationId, CancellationToken cancellationToken) =>
        await _organizations.FindAsync<PartnerTotal>(organizationId, PartnerKeys.Count, cancellationToken)
        ?? new Stored<PartnerTotal>(new PartnerTotal(0), PartnerKeys.Count, default);

    private static TableTransactionAction Count(string organizationId, Stored<PartnerTotal> count, int change)
    {
        var row = Rows.Row(organizationId, PartnerKeys.Count, new PartnerTotal(count.Value.Partners + change));
        return count.Tag == default
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, count.Tag);
    }

    private static bool IsMeeting(RequestFailedException e) =>
        e.Status is StatusCodes.Status404NotFound or StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed;

    /// <summary>How many partners an organization has at present.</summary>
    private sealed record PartnerTotal(int Partners);
}
