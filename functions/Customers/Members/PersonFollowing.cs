using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Search;
using Accounts.Platform.Storage;

namespace Accounts.Customers.Members;

/// <summary>Keeps the names and addresses of members as the identity provider has them.</summary>
public sealed class PersonFollowing(MemberStore members, OrganizationSearch search, OrganizationChanges changes)
{
    /// <summary>Brings the caller's row in an organization up to date. One storage operation when it is, or when there is none.</summary>
    public async Task FollowAsync(string organizationId, Caller caller, CancellationToken cancellationToken)
    {
        // When others are first every time, the next request of the person finds the row as it is and tries again.
        await changes.RunAsync<Done>(
            async () =>
            {
                if (await members.FindAsync(organizationId, caller.UserId, cancellationToken) is not { } member)
                    return Done.It;
                var after = member.Value.Following(caller);
                if (after == member.Value)
                    return Done.It;
                var actor = new Actor(ActorKind.Member, caller.UserId, after.Name ?? after.Email, after.Role);
                var change = new AuditedChange(organizationId, new AuditEvent(AuditAction.MemberPersonChanged, actor, caller.UserId))
                    .Replace(member, after);
                // No request waits for a process here: should this one die in between, the next change of a member catches up.
                if (after.Email != member.Value.Email)
                    change.Then(() => search.FollowAsync(organizationId, cancellationToken));
                return change.Gives(Done.It);
            },
            cancellationToken);
    }
}
