using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;

namespace Accounts.Relations.Partners;

/// <summary>
/// What concerns both sides of a partnership, which lie in two partitions. It begins with the transaction that ends the
/// invitation in the partner's, and the customer's follows; it ends in the customer's, where access is decided, and the
/// partner's follows. Each step is safe to run twice: the request does it, and <see cref="PartnershipProcess"/> again.
/// </summary>
public sealed class Partnerships(PartnerStore partners, CustomerStore customers, InvitationStore invitations, OrganizationStore organizations, TimeProvider time)
{
    /// <summary>Lets the partner's people in, as was accepted.</summary>
    /// <returns>Null when done; else why it cannot be, and the partnership has ended.</returns>
    public async Task<Failure?> BeginAsync(string partnerId, ManagedCustomer customer, CancellationToken cancellationToken)
    {
        var accepted = new Actor(ActorKind.Member, customer.AcceptedBy.UserId, customer.AcceptedBy.Name, Role.LegalRepresentative);
        if (await partners.BeginAsync(customer.CustomerId, await RecordAsync(partnerId, customer, cancellationToken), accepted, cancellationToken) is not { } failure)
            return null;
        // Others were faster, and may be slower next time; but there is no room for it.
        if (failure is TooManyPartners)
            await EndAsync(partnerId, customer, PartnershipEnd.TooManyPartners, Actor.System, cancellationToken);
        return failure;
    }

    /// <summary>Ends a partnership on both sides, the customer's first.</summary>
    /// <param name="partnerId">The partner.</param>
    /// <param name="customer">As the partner keeps it.</param>
    /// <param name="by">What ends it.</param>
    /// <param name="actor">Who does, as the customer's log names them; the other side's log only says which side it was.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when others were faster all the time.</returns>
    public async Task<bool> EndAsync(string partnerId, ManagedCustomer customer, PartnershipEnd by, Actor actor, CancellationToken cancellationToken)
    {
        var record = await RecordAsync(partnerId, customer, cancellationToken);
        if (await partners.EndAsync(customer.CustomerId, record, by, actor, time.GetUtcNow(), cancellationToken) is not { } ended)
            return false;
        var own = actor.Kind == ActorKind.Partner ? actor with { Kind = ActorKind.Member, Organization = null } : Actor.System;
        await customers.EndAsync(partnerId, customer.Id, ended, own, cancellationToken);
        return true;
    }

    /// <summary>Brings what each side keeps of the other up to date: the grants and the end, which the customer's side decides, and the names.</summary>
    /// <returns>The partner's side afterwards; null while there is none.</returns>
    public async Task<ManagedCustomer?> FollowAsync(string partnerId, string partnershipId, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await customers.FindAsync(partnerId, partnershipId, cancellationToken) is not { } customer)
                return null;
            if (customer.Value.EndedAt is not null)
                return customer.Value;
            if (await partners.FindAsync(customer.Value.CustomerId, partnershipId, cancellationToken) is not { } record)
                return customer.Value;
            if (record.Value.EndedAt is not null)
            {
                await customers.EndAsync(partnerId, partnershipId, record.Value, Actor.System, cancellationToken);
                continue;
            }

            // When somebody else was faster, the next round finds what they wrote.
            var renamed = record.Value with { PartnerName = await NameAsync(partnerId, record.Value.PartnerName, cancellationToken) };
            if (renamed != record.Value && !await partners.TryChangeAsync(customer.Value.CustomerId, record, renamed, happened: null, Actor.System, cancellationToken))
                continue;
            var granted = record.Value.Version != customer.Value.GrantsVersion;
            var after = customer.Value with
            {
                Name = await NameAsync(customer.Value.CustomerId, customer.Value.Name, cancellationToken),
                Grants = granted ? record.Value.Grants : customer.Value.Grants,
                AutoExtend = record.Value.AutoExtend,
                GrantsVersion = record.Value.Version,
            };
            if (after == customer.Value || await customers.TryChangeAsync(partnerId, customer, after, granted ? AuditAction.CustomerGrantsChanged : null, Actor.System, cancellationToken))
                return after;
        }
    }

    private async Task<PartnerRecord> RecordAsync(string partnerId, ManagedCustomer customer, CancellationToken cancellationToken)
    {
        var request = await invitations.FindAsync(partnerId, customer.Id, cancellationToken)
            ?? throw new InvalidOperationException("Invitations are never deleted.");
        return customer.Begin(partnerId, request.Value.OrganizationName, request.Value.Customer!.Grants);
    }

    private async Task<string> NameAsync(string organizationId, string before, CancellationToken cancellationToken) =>
        (await organizations.FindAsync(organizationId, cancellationToken))?.Value.Name ?? before;
}
