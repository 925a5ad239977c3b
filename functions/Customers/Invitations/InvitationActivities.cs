using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Invitations;

/// <summary>What the process needs to know of an invitation.</summary>
/// <param name="IsOpen">Whether it waits for an answer.</param>
/// <param name="Generation">How often it was sent.</param>
/// <param name="RemindersAt">When reminders go out, in UTC.</param>
/// <param name="ExpiresAt">When it expires, in UTC.</param>
public sealed record InvitationGlance(bool IsOpen, int Generation, IReadOnlyList<DateTime> RemindersAt, DateTime ExpiresAt);

/// <summary>A step that counts for one generation only.</summary>
public sealed record InvitationStep(InvitationRun Run, int Generation);

/// <summary>A mail of the process.</summary>
public sealed record InvitationMailStep(InvitationRun Run, int Generation, InvitationMail Mail, string ProcessId);

/// <summary>The mails of the process.</summary>
public enum InvitationMail
{
    /// <summary>To the receiver.</summary>
    Invitation,

    /// <summary>To the receiver, on day 3.</summary>
    FirstReminder,

    /// <summary>To the receiver, on day 10.</summary>
    SecondReminder,

    /// <summary>To the inviter: the mail cannot be delivered.</summary>
    Undeliverable,

    /// <summary>To the inviter: what came of it.</summary>
    Outcome,
}

/// <summary>The side effects of <see cref="InvitationProcess"/>. Each looks first, and is done when it finds its work done.</summary>
public sealed class InvitationActivities(
    InvitationStore invitations,
    InvitationTokens tokens,
    UserDirectory directory,
    MemberStore members,
    IEnumerable<IInvitationKind> kinds,
    Mailer mailer,
    IOptions<PortalOptions> portal,
    IOptions<InvitationOptions> options,
    TimeProvider time)
{
    /// <summary>How the invitation stands; null while there is none.</summary>
    [Function(nameof(LookAtInvitation))]
    public async Task<InvitationGlance?> LookAtInvitation([ActivityTrigger] InvitationRun run, CancellationToken cancellationToken) =>
        (await invitations.FindAsync(run.OrganizationId, run.InvitationId, cancellationToken))?.Value is { } invitation
            ? new(invitation.State == InvitationState.Pending, invitation.Generation, [.. options.Value.RemindersOf(invitation)], invitation.ExpiresAt.UtcDateTime)
            : null;

    /// <summary>Puts the invitation on the receiver's first screen, and a partner's request on its list of customers.</summary>
    [Function(nameof(ListInvitation))]
    public async Task ListInvitation([ActivityTrigger] InvitationRun run, CancellationToken cancellationToken)
    {
        if (await FindAsync(run, cancellationToken) is { State: InvitationState.Pending } invitation)
        {
            await directory.PutInvitationAsync(
                new WaitingInvitation(
                    run.OrganizationId,
                    invitation.Id,
                    invitation.Generation,
                    invitation.EmailKey,
                    invitation.Kind,
                    invitation.OrganizationName,
                    invitation.InvitedBy.Name,
                    invitation.Role,
                    invitation.ExpiresAt),
                cancellationToken);
            await KindOf(invitation).ListAsync(run.OrganizationId, invitation, cancellationToken);
        }
    }

    /// <summary>Sends one mail, unless it has become pointless meanwhile.</summary>
    [Function(nameof(SendInvitationMail))]
    public async Task SendInvitationMail([ActivityTrigger] InvitationMailStep step, CancellationToken cancellationToken)
    {
        var invitation = await FindAsync(step.Run, cancellationToken);
        var toReceiver = step.Mail is InvitationMail.Invitation or InvitationMail.FirstReminder or InvitationMail.SecondReminder;
        if (toReceiver && (invitation.State != InvitationState.Pending || invitation.Generation != step.Generation))
            return;
        var token = tokens.Of(step.Run.OrganizationId, invitation.Id, invitation.Generation);
        if (toReceiver && !InvitationTokens.Matches(token, invitation.TokenHash))
            await ReplaceTokenAsync(step, token, cancellationToken);
        if (KindOf(invitation).TextOf(step.Mail, invitation, portal.Value.Invitation(token)) is not { } content)
            return;
        var operation = OperationId.Of(step.ProcessId, $"{step.Mail}-{step.Generation}");
        await mailer.SendAsync(operation, toReceiver ? invitation.Email : invitation.InvitedBy.Email, content, cancellationToken);
    }

    /// <summary>Marks an open invitation as one whose mail cannot arrive.</summary>
    [Function(nameof(NoteUndeliverable))]
    public async Task NoteUndeliverable([ActivityTrigger] InvitationStep step, CancellationToken cancellationToken)
    {
        while (await invitations.FindAsync(step.Run.OrganizationId, step.Run.InvitationId, cancellationToken) is { } found
            && found.Value is { State: InvitationState.Pending, Undeliverable: false } invitation && invitation.Generation == step.Generation)
            await invitations.TryChangeAsync(step.Run.OrganizationId, found, invitation with { Undeliverable = true }, AuditAction.InvitationUndeliverable, Actor.System, cancellationToken);
    }

    /// <summary>Ends an open invitation whose time is up.</summary>
    [Function(nameof(ExpireInvitation))]
    public async Task ExpireInvitation([ActivityTrigger] InvitationStep step, CancellationToken cancellationToken)
    {
        // Whoever is faster decides: when it cannot be written, the next round finds it answered or sent anew.
        while (await invitations.FindAsync(step.Run.OrganizationId, step.Run.InvitationId, cancellationToken) is { Value.State: InvitationState.Pending } found
            && found.Value.Generation == step.Generation)
        {
            var expired = found.Value.End(InvitationState.Expired, time.GetUtcNow());
            if (await invitations.EndAsync(step.Run.OrganizationId, found, expired, Actor.System, member: null, fruit: null, cancellationToken) is TemporarilyUnavailable)
                throw new TimeoutException("The invitation could not be ended.");
        }
    }

    /// <summary>After the end: off the receiver's screen and the partner's list, and the organization on the new member's list.</summary>
    [Function(nameof(SettleInvitation))]
    public async Task SettleInvitation([ActivityTrigger] InvitationRun run, CancellationToken cancellationToken)
    {
        var invitation = await FindAsync(run, cancellationToken);
        await directory.RemoveInvitationAsync(invitation.EmailKey, run.OrganizationId, run.InvitationId, cancellationToken);
        await KindOf(invitation).UnlistAsync(run.OrganizationId, invitation, cancellationToken);
        if (invitation.Customer is null && invitation.AcceptedBy is { } userId)
            await members.SyncMembershipAsync(run.OrganizationId, userId, cancellationToken);
    }

    /// <summary>After a change of the key that tokens are derived from, the link of the next mail is the one that counts.</summary>
    private async Task ReplaceTokenAsync(InvitationMailStep step, string token, CancellationToken cancellationToken)
    {
        while (await invitations.FindAsync(step.Run.OrganizationId, step.Run.InvitationId, cancellationToken) is { Value.State: InvitationState.Pending } found
            && found.Value.Generation == step.Generation
            && !await invitations.TryChangeAsync(step.Run.OrganizationId, found, found.Value with { TokenHash = InvitationTokens.HashOf(token) }, happened: null, Actor.System, cancellationToken))
        {
            // Somebody else was faster; look again.
        }
    }

    private IInvitationKind KindOf(Invitation invitation) => kinds.Single(kind => kind.IsFor(invitation.Kind));

    private async Task<Invitation> FindAsync(InvitationRun run, CancellationToken cancellationToken) =>
        (await invitations.FindAsync(run.OrganizationId, run.InvitationId, cancellationToken))?.Value
        ?? throw new InvalidOperationException("Invitations are never deleted.");
}
