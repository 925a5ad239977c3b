using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Invitations;

/// <summary>Processes invite whoever is to own an organization that they have made.</summary>
public sealed class OwnerInvitations(
    OrganizationChanges changes, InvitationSending sending, InvitationStore invitations, InvitationEnding ending, TimeProvider time)
{
    /// <summary>Invites the owner; once for each key, however often it is called.</summary>
    /// <param name="processes">For the invitation's own process.</param>
    /// <param name="organization">Whose owner.</param>
    /// <param name="owner">Who is invited.</param>
    /// <param name="inviter">In whose name.</param>
    /// <param name="key">Names this invitation within the organization.</param>
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
        // Before another invitation gets a process.
        if (await changes.EarlierAnswerAsync(organization.Id, request, cancellationToken) is not null)
            return;
        var email = EmailAddress.Parse(owner.Email).Value
            ?? throw new InvalidOperationException("The address was checked when it came in.");
        var invitation = sending.New(organization, InvitationKind.Owner, email, Role.LegalRepresentative, owner.Language, inviter)
            with
        { InvitedName = owner.Name };
        var opening = new InvitationOpening(organization.Id, invitation, Actor.System, request);
        var answer = await sending.OpenAsync(processes, opening, cancellationToken);
        (answer as Failure).TryLaterIfContended();
    }

    /// <summary>Takes the invitation of the owner back, where it waits for an answer. Safe to run twice.</summary>
    public async Task RevokeAsync(DurableTaskClient processes, string organizationId, CancellationToken cancellationToken)
    {
        // The owner is invited first; others are by members, so by the owner.
        var first = await invitations.ListAsync(organizationId, new PageRequest(PageRequest.MaxLimit, ""), cancellationToken);
        foreach (var open in first.Items.Where(one => one.Value is { Kind: InvitationKind.Owner, State: InvitationState.Pending }))
        {
            var ended = open.Value.End(InvitationState.Revoked, time.GetUtcNow());
            var refused = await ending.EndAsync(processes, new(organizationId, open, ended, Actor.System), cancellationToken);
            // Accepted at this moment: who has come in stays. Sent again: the step is tried later.
            if (refused is not (null or InvitationEnded))
                throw new TimeoutException(refused.Title);
        }
    }
}

/// <summary>Whoever is to own an organization.</summary>
public sealed record InvitedOwner(string Name, string Email, Language Language);
