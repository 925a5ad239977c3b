using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;

namespace Accounts.Relations.Partners;

/// <summary>
/// Changes that concern both sides of a partnership, which are in two partitions. It begins with the transaction that ends the
/// invitation in the partner's partition; the customer's side follows. It ends in the customer's partition, where access is
/// decided; the partner's side follows. Each step may run twice: the request does it, and <see cref="PartnershipProcess"/>
/// repeats it.
/// </summary>
public sealed class Partnerships(
    PartnerStore partners,
    CustomerStore customers,
    InvitationStore invitations,
    OrganizationStore organizations,
    OrganizationChanges changes,
    TimeProvider time)
{
    /// <summary>
    /// Gives the partner's members the accepted access. Does nothing when the partnership has begun already, even if it ended
    /// since.
    /// </summary>
    /// <returns>Null when done; otherwise the failure. After <see cref="TooManyPartners"/> the partnership has ended.</returns>
    public async Task<Failure?> BeginAsync(string partnerId, ManagedCustomer customer, CancellationToken cancellationToken)
    {
        var accepted = new Actor(ActorKind.Member, customer.AcceptedBy.UserId, customer.AcceptedBy.Name, Role.LegalRepresentative);
        var record = await RecordAsync(partnerId, customer, cancellationToken);
        var begun = await changes.RunAsync<Done>(
            async () =>
            {
                if (await partners.FindAsync(customer.CustomerId, record.Id, cancellationToken) is not null)
                    return Done.It;
                var count = await partners.CountAsync(customer.CustomerId, cancellationToken);
                return count.Value.Partners >= Delegation.MaxPartners
                    ? new TooManyPartners(Delegation.MaxPartners)
                    : PartnerStore.Begin(customer.CustomerId, record, count, accepted).Gives(Done.It);
            },
            cancellationToken);
        // Other partners were accepted at the same moment, and the limit is reached.
        if (begun.Failure is TooManyPartners)
            await EndAsync(partnerId, customer, new(PartnershipEnd.TooManyPartners, Actor.System), cancellationToken);
        return begun.Failure;
    }

    /// <summary>
    /// Ends a partnership on both sides, the customer's first. Does nothing when it has ended. If it has not begun, it never
    /// begins.
    /// </summary>
    /// <param name="partnerId">The partner.</param>
    /// <param name="customer">The partnership as the partner stores it.</param>
    /// <param name="ending">Who ends it, and under which condition.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<Outcome<Done>> EndAsync(
        string partnerId, ManagedCustomer customer, PartnershipEnding ending, CancellationToken cancellationToken)
    {
        var actor = ending.Actor;
        var asBegun = await RecordAsync(partnerId, customer, cancellationToken);
        var now = time.GetUtcNow();
        var ended = await changes.RunAsync<PartnerRecord>(
            async () =>
            {
                var begun = await partners.FindAsync(customer.CustomerId, asBegun.Id, cancellationToken);
                if (begun is { Value.EndedAt: not null })
                    return begun.Value;
                if (ending.Refuse?.Invoke(begun?.Value) is { } refused)
                    return refused;
                var after = (begun?.Value ?? asBegun) with { EndedAt = now, EndedBy = ending.By };
                var change = begun is null
                    ? PartnerStore.Prevent(customer.CustomerId, after, actor)
                    : PartnerStore.End(
                        customer.CustomerId, begun, after, await partners.CountAsync(customer.CustomerId, cancellationToken), actor);
                return change.Gives(after);
            },
            cancellationToken);
        if (!ended.Succeeded(out var record, out var failure))
            return failure;
        var own = actor.Kind == ActorKind.Partner ? actor with { Kind = ActorKind.Member, Organization = null } : Actor.System;
        await FollowEndAsync(partnerId, record, own, cancellationToken);
        return Done.It;
    }

    /// <summary>Extends the grants that end on a day, if the customer still wants that.</summary>
    public async Task ExtendAsync(string customerId, string partnershipId, DateOnly day, CancellationToken cancellationToken)
    {
        var extended = await changes.RunAsync<Done>(
            async () =>
            {
                if (await partners.FindAsync(customerId, partnershipId, cancellationToken) is not { } record)
                    return Done.It;
                var after = record.Value.Extend(day);
                var happened = PartnerStore.Event(AuditAction.PartnerGrantsExtended, Actor.System, after);
                return after == record.Value ? Done.It : PartnerStore.Change(customerId, record, after, happened).Gives(Done.It);
            },
            cancellationToken);
        extended.OrTryLater();
    }

    /// <summary>
    /// Updates what each side stores about the other: the grants and the end, which the customer's side decides, and the names.
    /// </summary>
    /// <returns>The partner's side afterwards; null while there is none.</returns>
    public async Task<ManagedCustomer?> FollowAsync(string partnerId, string partnershipId, CancellationToken cancellationToken)
    {
        var followed = await changes.RunAsync<ManagedCustomer>(
            async () =>
            {
                if (await customers.FindAsync(partnerId, partnershipId, cancellationToken) is not { } customer)
                    return new NotFound();
                if (customer.Value.EndedAt is not null
                    || await FollowNameAsync(customer.Value, partnershipId, cancellationToken) is not { } record)
                    return customer.Value;
                if (record.EndedAt is not null)
                {
                    var ended = customer.Value.End(record);
                    return CustomerStore.End(partnerId, customer, ended, Actor.System).Gives(ended);
                }

                var name = await NameAsync(customer.Value.CustomerId, customer.Value.Name, cancellationToken);
                var after = customer.Value.Follow(record, name);
                if (after == customer.Value)
                    return after;
                var change = after.GrantsVersion == customer.Value.GrantsVersion
                    ? new ChangeSet(partnerId)
                    : new AuditedChange(partnerId, CustomerStore.Event(AuditAction.CustomerGrantsChanged, Actor.System, after));
                return CustomerStore.Change(change, customer, after).Gives(after);
            },
            cancellationToken);
        return followed.Failure is NotFound ? null : followed.OrTryLater();
    }

    /// <summary>Updates the partner's name on the customer's side.</summary>
    /// <returns>The customer's side afterwards; null while there is none.</returns>
    private async Task<PartnerRecord?> FollowNameAsync(ManagedCustomer customer, string partnershipId, CancellationToken cancellationToken)
    {
        var named = await changes.RunAsync<PartnerRecord>(
            async () =>
            {
                if (await partners.FindAsync(customer.CustomerId, partnershipId, cancellationToken) is not { } record)
                    return new NotFound();
                if (record.Value.EndedAt is not null)
                    return record.Value;
                var name = await NameAsync(record.Value.PartnerId, record.Value.PartnerName, cancellationToken);
                var after = record.Value with { PartnerName = name };
                return after == record.Value ? after : PartnerStore.Rename(customer.CustomerId, record, after).Gives(after);
            },
            cancellationToken);
        return named.Failure is NotFound ? null : named.OrTryLater();
    }

    private async Task FollowEndAsync(string partnerId, PartnerRecord record, Actor actor, CancellationToken cancellationToken)
    {
        var followed = await changes.RunAsync<Done>(
            async () => await customers.FindAsync(partnerId, record.Id, cancellationToken) is { Value.EndedAt: null } lasting
                ? CustomerStore.End(partnerId, lasting, lasting.Value.End(record), actor).Gives(Done.It)
                : Done.It,
            cancellationToken);
        followed.OrTryLater();
    }

    private async Task<PartnerRecord> RecordAsync(string partnerId, ManagedCustomer customer, CancellationToken cancellationToken)
    {
        var request = await invitations.FindAsync(partnerId, customer.Id, cancellationToken)
            ?? throw new InvalidOperationException("Invitations are never deleted.");
        return customer.Begin(
            partnerId, await NameAsync(partnerId, request.Value.OrganizationName, cancellationToken), request.Value.Customer!.Grants);
    }

    private async Task<string> NameAsync(string organizationId, string before, CancellationToken cancellationToken) =>
        (await organizations.FindAsync(organizationId, cancellationToken))?.Value.Name ?? before;
}

/// <summary>How a partnership ends.</summary>
/// <param name="By">What ends it.</param>
/// <param name="Actor">Who ends it, as the customer's log names them; the other side's log only says which side it was.</param>
/// <param name="Refuse">Returns a failure if the customer's record at that moment forbids the end; null when there is no such
/// condition.</param>
public sealed record PartnershipEnding(PartnershipEnd By, Actor Actor, Func<PartnerRecord?, Failure?>? Refuse = null);
