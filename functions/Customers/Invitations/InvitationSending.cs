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
/// Opens invitations and renews them. The process that sends the mails is announced before the invitation is written and
/// told of it afterwards, so that neither can be there without the other for longer than a minute.
/// </summary>
public sealed class InvitationSending(
    InvitationStore invitations,
    InvitationTokens tokens,
    OrganizationChanges changes,
    IOptions<InvitationOptions> options,
    TimeProvider time)
{
    /// <summary>Whoever asks a company for accesses waits for its decision, not for one person's click.</summary>
    private static readonly TimeSpan RequestValidity = TimeSpan.FromDays(90);

    /// <summary>An invitation as it would be sent now; nothing is stored yet.</summary>
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

    /// <summary>Stores the invitation and sends it on its way.</summary>
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
    /// Sends an invitation on its way, which is then written by a transaction of the caller's; tell the process when it is.
    /// </summary>
    /// <returns>The process.</returns>
    public static async Task<string> AnnounceAsync(
        DurableTaskClient processes, string organizationId, Invitation invitation, CancellationToken cancellationToken)
    {
        var process = InvitationProcess.IdOf(organizationId, invitation.Id);
        await processes.StartOnceAsync(
            nameof(InvitationProcess), process, new InvitationRun(organizationId, invitation.Id), cancellationToken);
        return process;
    }

    /// <summary>Makes a new token, which kills the one before, and sends it; the time to answer begins anew.</summary>
    public async Task<Outcome<Invitation>> RenewAsync(
        DurableTaskClient processes, string organizationId, Stored<Invitation> invitation, Actor actor, CancellationToken cancellationToken)
    {
        if (invitation.Value.State != InvitationState.Pending)
            return new InvitationEnded(invitation.Value.State);
        var token = tokens.Of(organizationId, invitation.Value.Id, invitation.Value.Generation + 1);
        var renewed = invitation.Value.Renew(InvitationTokens.HashOf(token), ValidityOf(invitation.Value.Kind), time.GetUtcNow());
        // Should the process be gone, as it never is but after a fault, this brings it back.
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

/// <summary>An invitation that is to be sent.</summary>
/// <param name="OrganizationId">Whose.</param>
/// <param name="Invitation">The invitation.</param>
/// <param name="Actor">Who sends it.</param>
/// <param name="Request">The request for it, which the caller has found new.</param>
public sealed record InvitationOpening(string OrganizationId, Invitation Invitation, Actor Actor, CreatingRequest Request)
{
    /// <summary>What the request is answered with; by default the invitation.</summary>
    public Answer? Answer { get; init; }
}
