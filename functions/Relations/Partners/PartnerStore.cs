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
/// The partners of organizations, in the customer's partition, where access is decided. A record says for good that a
/// partnership was begun, so that none begins twice or after its end; a count keeps the limit.
/// </summary>
public sealed class PartnerStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One partnership; null when it has not begun.</summary>
    public Task<Stored<PartnerRecord>?> FindAsync(string organizationId, string partnershipId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<PartnerRecord>(organizationId, PartnerKeys.Partner(partnershipId), cancellationToken);

    /// <summary>Partnerships in the order of their requests, ended ones included.</summary>
    public Task<Slice<PartnerRecord>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<PartnerRecord>(organizationId, PartnerKeys.Partners, page, cancellationToken);

    /// <summary>How many partners there are at present.</summary>
    public Task<Stored<PartnerTotal>> CountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync(organizationId, PartnerKeys.Count, new PartnerTotal(0), cancellationToken);

    /// <summary>A partnership begins: from here on the partner's members may act.</summary>
    public static ChangeSet Begin(string organizationId, PartnerRecord record, Stored<PartnerTotal> count, Actor actor) =>
        new AuditedChange(organizationId, Event(AuditAction.PartnerAccepted, actor, record))
            .Add(PartnerKeys.Partner(record.Id), record)
            .Add(DelegationKeys.Partner(record.PartnerId), record.ToDelegation())
            .Replace(count, new PartnerTotal(count.Value.Partners + 1));

    /// <summary>The grants of a partnership that lasts change.</summary>
    public static ChangeSet Change(string organizationId, Stored<PartnerRecord> before, PartnerRecord after, AuditEvent happened) =>
        Replace(new AuditedChange(organizationId, happened), before, after);

    /// <summary>The partner of a partnership that lasts has another name, which is in its own log.</summary>
    public static ChangeSet Rename(string organizationId, Stored<PartnerRecord> before, PartnerRecord after) =>
        Replace(new ChangeSet(organizationId), before, after);

    /// <summary>A partnership ends; the partner's next request is refused.</summary>
    public static ChangeSet End(
        string organizationId, Stored<PartnerRecord> begun, PartnerRecord ended, Stored<PartnerTotal> count, Actor actor) =>
        new AuditedChange(organizationId, EndEvent(ended, actor))
            .Replace(begun, ended)
            .Delete(DelegationKeys.Partner(ended.PartnerId))
            .Replace(count, new PartnerTotal(count.Value.Partners - 1));

    /// <summary>A partnership that has not begun ends, and so never begins.</summary>
    public static ChangeSet Prevent(string organizationId, PartnerRecord ended, Actor actor) =>
        new AuditedChange(organizationId, EndEvent(ended, actor)).Add(PartnerKeys.Partner(ended.Id), ended);

    /// <summary>What the log says of a partnership.</summary>
    public static AuditEvent Event(AuditAction action, Actor actor, PartnerRecord record)
    {
        var grants = record.Grants.Select(grant => $"{EnumNames.Of(grant.Product)}:{EnumNames.Of(grant.Right)} {grant.Until:O}");
        return new AuditEvent(action, actor, record.PartnerId)
            .With("partnership", record.Id)
            .With("grants", string.Join(", ", grants));
    }

    private static AuditEvent EndEvent(PartnerRecord ended, Actor actor) =>
        Event(AuditAction.PartnerEnded, actor, ended).With("by", EnumNames.Of(ended.EndedBy!.Value));

    // As long as the record says that it lasts, the delegation is there, and is written with it alone.
    private static ChangeSet Replace(ChangeSet change, Stored<PartnerRecord> before, PartnerRecord after) =>
        change.Replace(before, after).Overwrite(DelegationKeys.Partner(after.PartnerId), after.ToDelegation());
}
