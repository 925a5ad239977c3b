using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Invitations;

/// <summary>Lets processes invite the owner of an organization that they have made.</summary>
public sealed class OwnerInvitations(
    OrganizationChanges changes, InvitationSending sending, InvitationStore invitations, InvitationEnding ending, TimeProvider time)
{
    /// <summary>Invites the owner. Idempotent for each key.</summary>
    /// <param name="processes">Starts the invitation's own process.</param>
    /// <param name="organization">The organization to own.</param>
    /// <param name="owner">The invited person.</param>
    /// <param name="inviter">The sender that the mails name.</param>
    /// <param name="key">Name of this invitation within the organization.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task InviteOnceAsync(
        DurableTaskClient processes,
        Organization organization,
        InvitedOwner owner,
        Inviter inviter,
        string key,
        CancellationToken cancellationToken)
    {
        var request = new CreatingRequest(key, Fingerprint: "");
        // Check this before another invitation gets a process.
        if (await changes.EarlierAnswerAsync(organization.Id, request, cancellationToken) is not null)
            return;
        var email = EmailAddress.Parse(owner.Email).Value
            ?? throw new InvalidOperationException("The address was checked when it was received.");
        var invitation = sending.New(organization, InvitationKind.Owner, email, Role.LegalRepresentative, owner.Language, inviter)
            with
        { InvitedName = owner.Name };
        var opening = new InvitationOpening(organization.Id, invitation, Actor.System, request);
        var answer = await sending.OpenAsync(processes, opening, cancellationToken);
        (answer as Failure).TryLaterIfContended();
    }

    /// <summary>Revokes the owner's open invitation. Idempotent.</summary>
    public async Task RevokeAsync(DurableTaskClient processes, string organizationId, CancellationToken cancellationToken)
    {
        // The owner is invited first: other invitations come from members, the first of whom is the owner.
        var first = await invitations.ListAsync(organizationId, new PageRequest(PageRequest.MaxLimit, ""), cancellationToken);
        foreach (var open in first.Items.Where(one => one.Value is { Kind: InvitationKind.Owner, State: InvitationState.Pending }))
        {
            var ended = open.Value.End(InvitationState.Revoked, time.GetUtcNow());
            var refused = await ending.EndAsync(processes, new(organizationId, open, ended, Actor.System), cancellationToken);
            // If it was accepted just now, the new owner stays. If it was sent again, the step is retried later.
            if (refused is not (null or InvitationEnded))
                throw new TimeoutException(refused.Title);
        }
    }
}

/// <summary>The future owner of an organization.</summary>
public sealed record InvitedOwner(string Name, string Email, Language Language);
