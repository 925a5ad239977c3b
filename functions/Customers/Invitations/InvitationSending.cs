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
public sealed class InvitationSending(InvitationStore invitations, InvitationTokens tokens, IOptions<InvitationOptions> options, TimeProvider time)
{
    /// <summary>Whoever asks a company for accesses waits for its decision, not for one person's click.</summary>
    private static readonly TimeSpan RequestValidity = TimeSpan.FromDays(90);

    /// <summary>An invitation as it would be sent now; nothing is stored yet.</summary>
    public Invitation New(Organization organization, InvitationKind kind, EmailAddress email, Role? role, Language language, Inviter inviter)
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
    public Task<IResult> OpenAsync(DurableTaskClient processes, string organizationId, Invitation invitation, Actor actor, CreatingRequest request, CancellationToken cancellationToken) =>
        OpenAsync(
            processes,
            organizationId,
            invitation,
            actor,
            request,
            Answer.Accepted($"/api/organizations/{organizationId}/invitations/{invitation.Id}", InvitationView.Of(organizationId, invitation)),
            cancellationToken);

    /// <summary>The same with an answer of the caller's own.</summary>
    public async Task<IResult> OpenAsync(
        DurableTaskClient processes, string organizationId, Invitation invitation, Actor actor, CreatingRequest request, Answer answer, CancellationToken cancellationToken)
    {
        var process = await AnnounceAsync(processes, organizationId, invitation, cancellationToken);
        var result = await invitations.OpenAsync(organizationId, invitation, actor, request, answer, cancellationToken);
        await processes.TellAsync(process);
        return result;
    }

    /// <summary>Sends an invitation on its way, which is then written by a transaction of the caller's; tell the process when it is.</summary>
    /// <returns>The process.</returns>
    public static async Task<string> AnnounceAsync(DurableTaskClient processes, string organizationId, Invitation invitation, CancellationToken cancellationToken)
    {
        var process = InvitationProcess.IdOf(organizationId, invitation.Id);
        await processes.StartOnceAsync(nameof(InvitationProcess), process, new InvitationRun(organizationId, invitation.Id), cancellationToken);
        return process;
    }

    /// <summary>Makes a new token, which kills the one before, and sends it; the time to answer begins anew.</summary>
    public async Task<Outcome<Invitation>> RenewAsync(DurableTaskClient processes, string organizationId, Stored<Invitation> invitation, Actor actor, CancellationToken cancellationToken)
    {
        if (invitation.Value.State != InvitationState.Pending)
            return new InvitationEnded(invitation.Value.State);
        var token = tokens.Of(organizationId, invitation.Value.Id, invitation.Value.Generation + 1);
        var renewed = invitation.Value.Renew(InvitationTokens.HashOf(token), ValidityOf(invitation.Value.Kind), time.GetUtcNow());
        // Should the process be gone, as it never is but after a fault, this brings it back.
        var process = InvitationProcess.IdOf(organizationId, renewed.Id);
        await processes.StartOnceAsync(nameof(InvitationProcess), process, new InvitationRun(organizationId, renewed.Id), cancellationToken);
        await processes.AnnounceAsync(process, cancellationToken);
        if (!await invitations.TryChangeAsync(organizationId, invitation, renewed, AuditAction.InvitationResent, actor, cancellationToken))
        {
            var now = await invitations.FindAsync(organizationId, renewed.Id, cancellationToken);
            return now is { Value.State: not InvitationState.Pending } ? new InvitationEnded(now.Value.State) : (Failure)new InvitationChanged();
        }

        await processes.TellAsync(process);
        return renewed;
    }

    private TimeSpan ValidityOf(InvitationKind kind) => kind == InvitationKind.Customer ? RequestValidity : options.Value.Validity;
}
