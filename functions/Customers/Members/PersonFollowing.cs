using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Search;
using Accounts.Platform.Storage;

namespace Accounts.Customers.Members;

/// <summary>Keeps names and addresses of members equal to those of the identity provider.</summary>
public sealed class PersonFollowing(MemberStore members, OrganizationSearch search, OrganizationChanges changes)
{
    /// <summary>Updates the caller's row in an organization. One storage operation when the row is up to date or does not exist.</summary>
    public async Task FollowAsync(string organizationId, Caller caller, CancellationToken cancellationToken)
    {
        // When other writes win every time, the next request of the person finds the row unchanged and tries again.
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
                // No process repeats this. If the request crashes in between, the next change of a member updates the search.
                if (after.Email != member.Value.Email)
                    change.Then(() => search.FollowAsync(organizationId, cancellationToken));
                return change.Gives(Done.It);
            },
            cancellationToken);
    }
}
