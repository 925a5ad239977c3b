using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Relations.Partners;

/// <summary>How many partners an organization has at present.</summary>
public sealed record PartnerTotal(int Partners);

/// <summary>
/// The partners of organizations, in the customer's partition, where access is decided. The record of a begun partnership is
/// permanent, so that none begins twice or after its end. A count enforces the limit.
/// </summary>
public sealed class PartnerStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One partnership; null when it has not begun.</summary>
    public Task<Stored<PartnerRecord>?> FindAsync(string organizationId, string partnershipId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<PartnerRecord>(organizationId, PartnerKeys.Partner(partnershipId), cancellationToken);

    /// <summary>Partnerships in the order of their requests, including ended ones.</summary>
    public Task<Slice<PartnerRecord>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<PartnerRecord>(organizationId, PartnerKeys.Partners, page, cancellationToken);

    /// <summary>How many partners there are at present.</summary>
    public Task<Stored<PartnerTotal>> CountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync(organizationId, PartnerKeys.Count, new PartnerTotal(0), cancellationToken);

    /// <summary>Begins a partnership: from here on the partner's members may act.</summary>
    public static ChangeSet Begin(string organizationId, PartnerRecord record, Stored<PartnerTotal> count, Actor actor) =>
        new AuditedChange(organizationId, Event(AuditAction.PartnerAccepted, actor, record))
            .Add(PartnerKeys.Partner(record.Id), record)
            .Add(DelegationKeys.Partner(record.PartnerId), record.ToDelegation())
            .Replace(count, new PartnerTotal(count.Value.Partners + 1));

    /// <summary>Changes the grants of a partnership that has not ended.</summary>
    public static ChangeSet Change(string organizationId, Stored<PartnerRecord> before, PartnerRecord after, AuditEvent happened) =>
        Replace(new AuditedChange(organizationId, happened), before, after);

    /// <summary>Stores the partner's new name in a partnership that has not ended. The partner's own log holds the rename.</summary>
    public static ChangeSet Rename(string organizationId, Stored<PartnerRecord> before, PartnerRecord after) =>
        Replace(new ChangeSet(organizationId), before, after);

    /// <summary>Ends a partnership; the partner's next request is refused.</summary>
    public static ChangeSet End(
        string organizationId, Stored<PartnerRecord> begun, PartnerRecord ended, Stored<PartnerTotal> count, Actor actor) =>
        new AuditedChange(organizationId, EndEvent(ended, actor))
            .Replace(begun, ended)
            .Delete(DelegationKeys.Partner(ended.PartnerId))
            .Replace(count, new PartnerTotal(count.Value.Partners - 1));

    /// <summary>Ends a partnership before it begins, so that it never begins.</summary>
    public static ChangeSet Prevent(string organizationId, PartnerRecord ended, Actor actor) =>
        new AuditedChange(organizationId, EndEvent(ended, actor)).Add(PartnerKeys.Partner(ended.Id), ended);

    /// <summary>The audit event of a partnership.</summary>
    public static AuditEvent Event(AuditAction action, Actor actor, PartnerRecord record)
    {
        var grants = record.Grants.Select(grant => $"{EnumNames.Of(grant.Product)}:{EnumNames.Of(grant.Right)} {grant.Until:O}");
        return new AuditEvent(action, actor, record.PartnerId)
            .With("partnership", record.Id)
            .With("grants", string.Join(", ", grants));
    }

    private static AuditEvent EndEvent(PartnerRecord ended, Actor actor) =>
        Event(AuditAction.PartnerEnded, actor, ended).With("by", EnumNames.Of(ended.EndedBy!.Value));

    // While the record has not ended, the delegation exists and is written only together with it.
    private static ChangeSet Replace(ChangeSet change, Stored<PartnerRecord> before, PartnerRecord after) =>
        change.Replace(before, after).Overwrite(DelegationKeys.Partner(after.PartnerId), after.ToDelegation());
}
