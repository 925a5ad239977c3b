using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Invitations;

/// <summary>
/// Opens invitations and renews them. The process that sends the mails is announced before the invitation is written and notified
/// afterwards, so that neither exists without the other for longer than a minute.
/// </summary>
public sealed class InvitationSending(
    InvitationStore invitations,
    InvitationTokens tokens,
    OrganizationChanges changes,
    IOptions<InvitationOptions> options,
    TimeProvider time)
{
    /// <summary>A partner that asks for accesses waits for the decision of a company, not for one person's click.</summary>
    private static readonly TimeSpan RequestValidity = TimeSpan.FromDays(90);

    /// <summary>A new invitation. Nothing is stored yet.</summary>
    public Invitation New(
        Organization organization, InvitationKind kind, EmailAddress email, Role? role, Language language, Inviter inviter)
    {
        var now = time.GetUtcNow();
        var id = Ids.New(now);
        return new Invitation
        {
            Id = id,
            Kind = kind,
            OrganizationName = organization.Name,
            Email = email.ToString(),
            EmailKey = email.Key,
            Role = role,
            Language = language,
            InvitedBy = inviter,
            State = InvitationState.Pending,
            CreatedAt = now,
            SentAt = now,
            ExpiresAt = now + ValidityOf(kind),
            Generation = 1,
            TokenHash = InvitationTokens.HashOf(tokens.Of(organization.Id, id, generation: 1)),
        };
    }

    /// <summary>Stores the invitation and starts the process that sends it.</summary>
    public async Task<IResult> OpenAsync(DurableTaskClient processes, InvitationOpening opening, CancellationToken cancellationToken)
    {
        var (organizationId, invitation, actor, request) = opening;
        var process = await AnnounceAsync(processes, organizationId, invitation, cancellationToken);
        var location = $"/api/organizations/{organizationId}/invitations/{invitation.Id}";
        var answer = opening.Answer ?? Answer.Accepted(location, InvitationView.Of(organizationId, invitation));
        var result = await changes.AnswerOnceAsync(
            organizationId,
            request,
            async () =>
            {
                var change = new AuditedChange(organizationId, invitation.Event(AuditAction.InvitationSent, actor));
                return await invitations.OpenAsync(change, invitation, ifInvited: new AlreadyInvited(), cancellationToken) is { } refused
                    ? refused
                    : change.Gives(answer);
            },
            cancellationToken,
            isReadAsNew: true);
        await processes.NotifyAsync(process);
        return result;
    }

    /// <summary>
    /// Starts the process of an invitation that a transaction of the caller will write. The caller notifies the process afterwards.
    /// </summary>
    /// <returns>The id of the process.</returns>
    public static async Task<string> AnnounceAsync(
        DurableTaskClient processes, string organizationId, Invitation invitation, CancellationToken cancellationToken)
    {
        var process = InvitationProcess.IdOf(organizationId, invitation.Id);
        await processes.StartOnceAsync(
            nameof(InvitationProcess), process, new InvitationRun(organizationId, invitation.Id), cancellationToken);
        return process;
    }

    /// <summary>Makes a new token, which invalidates the one before, and sends it. The time to answer starts again.</summary>
    public async Task<Outcome<Invitation>> RenewAsync(
        DurableTaskClient processes, string organizationId, Stored<Invitation> invitation, Actor actor, CancellationToken cancellationToken)
    {
        if (invitation.Value.State != InvitationState.Pending)
            return new InvitationEnded(invitation.Value.State);
        var token = tokens.Of(organizationId, invitation.Value.Id, invitation.Value.Generation + 1);
        var renewed = invitation.Value.Renew(InvitationTokens.HashOf(token), ValidityOf(invitation.Value.Kind), time.GetUtcNow());
        // Restarts the process if a fault has ended it.
        var process = InvitationProcess.IdOf(organizationId, renewed.Id);
        await processes.StartOnceAsync(
            nameof(InvitationProcess), process, new InvitationRun(organizationId, renewed.Id), cancellationToken);
        await processes.AnnounceAsync(process, cancellationToken);
        var known = new Known<Invitation>(invitation, () => invitations.FindAsync(organizationId, renewed.Id, cancellationToken));
        return await changes.RunAsync<Invitation>(
            async () =>
            {
                var open = await known.ReadAsync();
                if (open is { Value.State: not InvitationState.Pending })
                    return new InvitationEnded(open.Value.State);
                if (open?.Tag != invitation.Tag)
                    return new InvitationChanged();
                return new AuditedChange(organizationId, renewed.Event(AuditAction.InvitationResent, actor))
                    .Replace(invitation, renewed)
                    .Then(() => processes.NotifyAsync(process))
                    .Gives(renewed);
            },
            cancellationToken);
    }

    private TimeSpan ValidityOf(InvitationKind kind) => kind == InvitationKind.Customer ? RequestValidity : options.Value.Validity;
}

/// <summary>An invitation to send.</summary>
/// <param name="OrganizationId">The organization that sends it.</param>
/// <param name="Invitation">The invitation.</param>
/// <param name="Actor">Who sends it.</param>
/// <param name="Request">The idempotent request for it. The caller has checked that it is new.</param>
public sealed record InvitationOpening(string OrganizationId, Invitation Invitation, Actor Actor, CreatingRequest Request)
{
    /// <summary>The answer to the request; by default the invitation.</summary>
    public Answer? Answer { get; init; }
}
