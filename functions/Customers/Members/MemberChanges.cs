using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Members;

/// <summary>Changes a member's role or takes it away, so that an organization never is without a legal representative.</summary>
public sealed class MemberChanges(MemberStore members, OrganizationStore organizations)
{
    // Only changes of legal representatives meet each other, and of those an organization has a handful.
    private const int MaxTries = 10;

    /// <summary>Writes the change to the organization, where it decides; the user's own list follows.</summary>
    /// <param name="processes">For the process that sees to the list.</param>
    /// <param name="organizationId">Whose member.</param>
    /// <param name="member">As read.</param>
    /// <param name="role">The new role; null removes the member.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The member as written, or as it was when removed.</returns>
    public async Task<Outcome<Member>> ApplyAsync(DurableTaskClient processes, string organizationId, Stored<Member> member, Role? role, Actor actor, CancellationToken cancellationToken)
    {
        var changed = member.Value with { Role = role ?? member.Value.Role, Version = member.Value.Version + 1 };
        var process = await MembershipProcess.AnnounceAsync(processes, organizationId, member.Value, cancellationToken);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await organizations.FindAsync(organizationId, cancellationToken) is not { } organization)
                return new NotFound();
            var counted = Count(organization, member.Value.Role, role);
            if (counted.Value.LegalRepresentatives == 0)
                return new LastLegalRepresentative();
            if (await members.TryChangeAsync(organizationId, member, role is null ? null : changed, counted == organization ? null : counted, actor, cancellationToken))
            {
                await processes.TellAsync(process);
                return changed;
            }

            // Who was faster: a change of this member, or one of another that moved the count?
            if (await members.FindAsync(organizationId, member.Value.UserId, cancellationToken) is not { } now || now.Tag != member.Tag)
                return new ChangedMeanwhile();
        }

        return new TemporarilyUnavailable();
    }

    private static Stored<Organization> Count(Stored<Organization> organization, Role from, Role? to)
    {
        var change = (to == Role.LegalRepresentative ? 1 : 0) - (from == Role.LegalRepresentative ? 1 : 0);
        return change == 0 ? organization : organization with
        {
            Value = organization.Value with { LegalRepresentatives = organization.Value.LegalRepresentatives + change },
        };
    }
}
