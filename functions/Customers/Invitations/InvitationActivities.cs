using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.Search;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Invitations;

/// <summary>What the process needs to know of an invitation.</summary>
/// <param name="IsOpen">Whether it waits for an answer.</param>
/// <param name="Generation">How often it was sent.</param>
/// <param name="RemindersAt">When reminders go out, in UTC.</param>
/// <param name="ExpiresAt">When it expires, in UTC.</param>
public sealed record InvitationSnapshot(bool IsOpen, int Generation, IReadOnlyList<DateTime> RemindersAt, DateTime ExpiresAt);

/// <summary>The input of the step that ends an invitation.</summary>
/// <param name="Run">The invitation.</param>
/// <param name="Generation">The generation that the process follows.</param>
/// <param name="IsDue">Whether it must expire now.</param>
public sealed record InvitationStep(InvitationRun Run, int Generation, bool IsDue = false);

/// <summary>A mail of the process to the receiver.</summary>
/// <param name="Run">The invitation.</param>
/// <param name="Mail">The mail.</param>
/// <param name="Generation">The generation that the mail is for; null for the current one.</param>
public sealed record InvitationMailStep(InvitationRun Run, InvitationMail Mail, int? Generation = null);

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

    /// <summary>To the inviter: how it ended.</summary>
    Outcome,
}

/// <summary>
/// The side effects of <see cref="InvitationProcess"/>. Each reads first, and does nothing when its work is already done.
/// </summary>
public sealed class InvitationActivities(
    InvitationStore invitations,
    OrganizationStore organizations,
    InvitationEnding ending,
    OrganizationChanges changes,
    InvitationTokens tokens,
    UserDirectory directory,
    MemberStore members,
    OrganizationSearch search,
    IEnumerable<IInvitationKind> kinds,
    Mailer mailer,
    IOptions<PortalOptions> portal,
    IOptions<InvitationOptions> options,
    TimeProvider time)
{
    /// <summary>
    /// Mails the receiver while the invitation is open, and lists it with the first mail of a generation. When the mail can never be
    /// delivered, marks the invitation as undeliverable and mails the inviter.
    /// </summary>
    /// <returns>The state of the invitation; null while there is none.</returns>
    [Function(nameof(SendInvitationMail))]
    public async Task<Mailed<InvitationSnapshot?>> SendInvitationMail(
        [ActivityTrigger] Mailing<InvitationMailStep> step, CancellationToken cancellationToken)
    {
        var (run, mail, generation) = step.Input;
        if ((await invitations.FindAsync(run.OrganizationId, run.InvitationId, cancellationToken))?.Value is not { } invitation)
            return new(null);
        if (invitation.State != InvitationState.Pending || (generation ?? invitation.Generation) != invitation.Generation)
            return new(Of(invitation));
        invitation = await organizations.NameAsync(run.OrganizationId, invitation, cancellationToken);
        if (mail == InvitationMail.Invitation)
            await ListAsync(run, invitation, cancellationToken);
        if (step.IsGivenUp || !await SendAsync(step.ProcessId, run, invitation, mail, cancellationToken))
            return new(Of(invitation));
        await MarkUndeliverableAsync(run, invitation.Generation, cancellationToken);
        await SendAsync(step.ProcessId, run, invitation, InvitationMail.Undeliverable, cancellationToken);
        return new(Of(invitation), IsRefused: true);
    }

    /// <summary>
    /// Expires an open invitation that is due. For an ended invitation: removes it from the receiver's screen and the partner's list,
    /// puts the organization on the new member's list, and mails the inviter.
    /// </summary>
    /// <returns>The state of the invitation.</returns>
    [Function(nameof(EndInvitation))]
    public async Task<Mailed<InvitationSnapshot>> EndInvitation(
        [ActivityTrigger] Mailing<InvitationStep> step, CancellationToken cancellationToken)
    {
        var run = step.Input.Run;
        if (step.Input.IsDue)
            await ExpireAsync(run, step.Input.Generation, cancellationToken);
        var invitation = (await invitations.FindAsync(run.OrganizationId, run.InvitationId, cancellationToken))?.Value
            ?? throw new InvalidOperationException("Invitations are never deleted.");
        if (invitation.State == InvitationState.Pending)
            return new(Of(invitation));
        invitation = await organizations.NameAsync(run.OrganizationId, invitation, cancellationToken);
        await directory.RemoveInvitationAsync(run.OrganizationId, invitation, cancellationToken);
        await KindOf(invitation).UnlistAsync(run.OrganizationId, invitation, cancellationToken);
        if (invitation.Customer is null && invitation.AcceptedBy is { } userId)
        {
            await members.SyncMembershipAsync(run.OrganizationId, userId, cancellationToken);
            await search.FollowAsync(run.OrganizationId, cancellationToken);
        }

        var isRefused = !step.IsGivenUp && await SendAsync(step.ProcessId, run, invitation, InvitationMail.Outcome, cancellationToken);
        return new(Of(invitation), isRefused);
    }

    /// <summary>Puts an invitation on the receiver's first screen, and a partner's request on its list of customers.</summary>
    private async Task ListAsync(InvitationRun run, Invitation invitation, CancellationToken cancellationToken)
    {
        var waiting = new WaitingInvitation(
            run.OrganizationId,
            invitation.Id,
            invitation.Generation,
            invitation.EmailKey,
            invitation.Kind,
            invitation.OrganizationName,
            invitation.InvitedBy.Name,
            invitation.Role,
            invitation.ExpiresAt,
            invitation.InvitedUserId);
        await directory.PutInvitationAsync(waiting, cancellationToken);
        await KindOf(invitation).ListAsync(run.OrganizationId, invitation, cancellationToken);
    }

    /// <returns>Whether the mail can never be delivered.</returns>
    private async Task<bool> SendAsync(
        string processId, InvitationRun run, Invitation invitation, InvitationMail mail, CancellationToken cancellationToken)
    {
        var token = tokens.Of(run.OrganizationId, invitation.Id, invitation.Generation);
        var toReceiver = mail is not (InvitationMail.Undeliverable or InvitationMail.Outcome);
        if (toReceiver && !InvitationTokens.Matches(token, invitation.TokenHash))
        {
            // The key that tokens are derived from has changed. From now on only the link of the next mail is valid.
            await ReplaceTokenAsync(run, invitation.Generation, InvitationTokens.HashOf(token), cancellationToken);
        }

        if (KindOf(invitation).TextOf(mail, invitation, portal.Value.Invitation(token)) is not { } content)
            return false;
        var operation = OperationId.Of(processId, $"{mail}-{invitation.Generation}");
        var to = toReceiver
            ? await ReceiverAsync(invitation, cancellationToken)
            : await members.EmailOfAsync(run.OrganizationId, invitation.InvitedBy.UserId, invitation.InvitedBy.Email, cancellationToken);
        return await mailer.SendAllAsync([new(operation, to, content)], cancellationToken);
    }

    // Either an address was invited, or a person was asked, whose address may have changed since.
    private async Task<string> ReceiverAsync(Invitation invitation, CancellationToken cancellationToken) =>
        invitation is { SubAccountId: { } subId, InvitedUserId: { } userId }
            ? await members.EmailOfAsync(subId, userId, invitation.Email, cancellationToken)
            : invitation.Email;

    private async Task ReplaceTokenAsync(InvitationRun run, int generation, string tokenHash, CancellationToken cancellationToken)
    {
        var replaced = await changes.RunAsync<Done>(
            async () => await FindOpenAsync(run, generation, cancellationToken) is { } found
                ? new ChangeSet(run.OrganizationId).Replace(found, found.Value with { TokenHash = tokenHash }).Gives(Done.It)
                : Done.It,
            cancellationToken);
        replaced.OrTryLater();
    }

    private async Task MarkUndeliverableAsync(InvitationRun run, int generation, CancellationToken cancellationToken)
    {
        var marked = await changes.RunAsync<Done>(
            async () => await FindOpenAsync(run, generation, cancellationToken) is { Value: { Undeliverable: false } invitation } found
                ? new AuditedChange(run.OrganizationId, invitation.Event(AuditAction.InvitationUndeliverable, Actor.System))
                    .Replace(found, invitation with { Undeliverable = true })
                    .Gives(Done.It)
                : Done.It,
            cancellationToken);
        marked.OrTryLater();
    }

    private async Task ExpireAsync(InvitationRun run, int generation, CancellationToken cancellationToken)
    {
        // When the write fails, the next round finds the invitation answered or sent again.
        while (await FindOpenAsync(run, generation, cancellationToken) is { } open)
        {
            var expired = open.Value.End(InvitationState.Expired, time.GetUtcNow());
            var end = new InvitationEnd(run.OrganizationId, open, expired, Actor.System);
            (await ending.EndAsync(end, cancellationToken)).TryLaterIfContended();
        }
    }

    private async Task<Stored<Invitation>?> FindOpenAsync(InvitationRun run, int generation, CancellationToken cancellationToken) =>
        await invitations.FindAsync(run.OrganizationId, run.InvitationId, cancellationToken) is { } found
            && found.Value.State == InvitationState.Pending && found.Value.Generation == generation ? found : null;

    private IInvitationKind KindOf(Invitation invitation) => kinds.Single(kind => kind.IsFor(invitation.Kind));

    private InvitationSnapshot Of(Invitation invitation) =>
        new(
            invitation.State == InvitationState.Pending,
            invitation.Generation,
            [.. options.Value.RemindersOf(invitation)],
            invitation.ExpiresAt.UtcDateTime);
}
