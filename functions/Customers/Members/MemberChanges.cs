using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Members;

/// <summary>A change or the removal of a member.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Member">The member as it was read.</param>
/// <param name="Role">The new role; null removes the member.</param>
/// <param name="Actor">The user who does it.</param>
public sealed record MemberChange(string OrganizationId, Stored<Member> Member, Role? Role, Actor Actor)
{
    /// <summary>Whether an employee may use all locations of a main account.</summary>
    public bool AllLocations { get; init; }

    /// <summary>The member after the change. A removed member gets a new version too.</summary>
    public Member After =>
        Member.Value with { Role = Role ?? Member.Value.Role, AllLocations = AllLocations, Version = Member.Value.Version + 1 };

    /// <summary>The event for the audit log.</summary>
    public AuditEvent Happened()
    {
        var happened = new AuditEvent(Role is null ? AuditAction.MemberRemoved : AuditAction.MemberChanged, Actor, Member.Value.UserId)
            .With("role", EnumNames.Of(After.Role));
        if (After.AllLocations)
            happened = happened.With("allLocations", "true");
        return Role is null ? happened : happened.With("formerRole", EnumNames.Of(Member.Value.Role));
    }
}

/// <summary>Changes a member's role or removes the member. An organization is never without a legal representative.</summary>
public sealed class MemberChanges(
    MemberStore members, OrganizationStore organizations, IEnumerable<IMemberRemoval> removals, OrganizationChanges changes)
{
    /// <summary>Writes the change to the organization, whose row decides. The user's own list follows.</summary>
    /// <returns>The member as written, with a new version even if it was removed.</returns>
    public async Task<Outcome<Member>> ApplyAsync(DurableTaskClient processes, MemberChange wish, CancellationToken cancellationToken)
    {
        var (organizationId, member, after) = (wish.OrganizationId, wish.Member, wish.After);
        var process = await MembershipProcess.AnnounceAsync(processes, organizationId, member.Value, cancellationToken);
        var known = new Known<Member>(member, () => members.FindAsync(organizationId, member.Value.UserId, cancellationToken));
        return await changes.RunAsync<Member>(
            async () =>
            {
                var now = await known.ReadAsync();
                // Another request has made the same change.
                if (now?.Value == (wish.Role is null ? null : after))
                    return after;
                if (now?.Tag != member.Tag)
                    return new ChangedMeanwhile();
                if (await organizations.FindAsync(organizationId, cancellationToken) is not { } organization)
                    return new NotFound();
                if (!organization.Value.With(member.Value.Role, wish.Role).Succeeded(out var counted, out var failure))
                    return failure;

                var change = new AuditedChange(organizationId, wish.Happened());
                if (wish.Role is not null)
                    change.Replace(member, after);
                else
                    change.Delete(member);
                foreach (var removal in wish.Role is null ? removals : [])
                    await removal.AddToAsync(change, member.Value, cancellationToken);
                // Any concurrent change to the count of legal representatives conflicts.
                if (counted != organization.Value)
                    change.Replace(organization, counted);
                return change.Then(() => processes.NotifyAsync(process)).Gives(after);
            },
            cancellationToken);
    }
}
