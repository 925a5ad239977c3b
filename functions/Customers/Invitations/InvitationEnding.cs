using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Invitations;

/// <summary>The end of an invitation.</summary>
/// <param name="OrganizationId">The organization that sent the invitation.</param>
/// <param name="Open">The invitation as it was read.</param>
/// <param name="Ended">The invitation after its end.</param>
/// <param name="Actor">Who ends it.</param>
public sealed record InvitationEnd(string OrganizationId, Stored<Invitation> Open, Invitation Ended, Actor Actor)
{
    /// <summary>The member that the acceptance makes, if any.</summary>
    public Member? Member { get; init; }

    /// <summary>Adds what else is created in the same transaction, with the failure that a conflict there means.</summary>
    public Action<ChangeSet>? With { get; init; }
}

/// <summary>Ends invitations, with the contact whose login they are for and with the new member, in one transaction.</summary>
public sealed class InvitationEnding(
    InvitationStore invitations, IInvitedLogins logins, OrganizationStore organizations, OrganizationChanges changes)
{
    /// <summary>
    /// Ends it by an answer or a revocation. Announces the change to its process before, and notifies the process afterwards.
    /// </summary>
    /// <returns>Null when it is written; otherwise why not.</returns>
    public async Task<Failure?> EndAsync(DurableTaskClient processes, InvitationEnd end, CancellationToken cancellationToken)
    {
        var process = InvitationProcess.IdOf(end.OrganizationId, end.Ended.Id);
        await processes.AnnounceAsync(process, cancellationToken);
        if (await EndAsync(end, cancellationToken) is { } failure)
            return failure;
        await processes.NotifyAsync(process);
        return null;
    }

    /// <summary>The same for a caller that runs the transaction itself: returns the decision for each round.</summary>
    public Func<Task<Decision<Done>>> Ending(DurableTaskClient processes, InvitationEnd end, CancellationToken cancellationToken)
    {
        var process = InvitationProcess.IdOf(end.OrganizationId, end.Ended.Id);
        var known = KnownOf(end, cancellationToken);
        return async () =>
        {
            await processes.AnnounceAsync(process, cancellationToken);
            var decision = await DecideAsync(end, await known.ReadAsync(), cancellationToken);
            decision.Changes?.Then(() => processes.NotifyAsync(process));
            return decision;
        };
    }

    /// <summary>Ends it without notifying its process.</summary>
    /// <returns>Null when it is written; otherwise why not. The first request decides.</returns>
    public async Task<Failure?> EndAsync(InvitationEnd end, CancellationToken cancellationToken)
    {
        var known = KnownOf(end, cancellationToken);
        var outcome = await changes.RunAsync(
            async () => await DecideAsync(end, await known.ReadAsync(), cancellationToken), cancellationToken);
        return outcome.Failure;
    }

    private Known<Invitation> KnownOf(InvitationEnd end, CancellationToken cancellationToken) =>
        new(end.Open, () => invitations.FindAsync(end.OrganizationId, end.Ended.Id, cancellationToken));

    private async Task<Decision<Done>> DecideAsync(InvitationEnd end, Stored<Invitation>? open, CancellationToken cancellationToken)
    {
        if (open is { Value.State: not InvitationState.Pending })
            return new InvitationEnded(open.Value.State);
        if (open?.Tag != end.Open.Tag)
            return new InvitationChanged();
        var login = end.Ended.ContactId is null ? null : await logins.FindAsync(end.OrganizationId, end.Ended, cancellationToken);
        // A removed login counts as a revoked invitation. Otherwise the user would join with all rights of a role.
        if (end.Ended.ContactId is not null && login is null)
            return new InvitationEnded(InvitationState.Revoked);

        var change = new AuditedChange(end.OrganizationId, end.Ended.EndEvent(end.Actor));
        await invitations.EndAsync(change, end.Open, end.Ended, cancellationToken);
        if (end.Member is { } member)
            await JoinAsync(change, member with { Login = login?.Login }, cancellationToken);
        login?.AddTo(change);
        end.With?.Invoke(change);
        return change.Gives(Done.It);
    }

    private async Task JoinAsync(AuditedChange change, Member member, CancellationToken cancellationToken)
    {
        change.Add(MemberStore.New(member), ifThere: new AlreadyMember());
        if (member.Role != Role.LegalRepresentative)
            return;
        var organization = await organizations.FindAsync(change.PartitionKey, cancellationToken)
            ?? throw new InvalidOperationException("An invitation has no organization.");
        change.Replace(organization, organization.Value.With(member.Role));
    }
}
