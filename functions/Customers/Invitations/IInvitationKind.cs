using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Invitations;

/// <summary>
/// One kind of invitation: who may answer it, what accepting it means, what its mails say. Each kind registers itself, also kinds of
/// later groups. <see cref="AnswerInvitation"/> answers all of them.
/// </summary>
public interface IInvitationKind
{
    /// <summary>Whether this handles invitations of that kind.</summary>
    bool IsFor(InvitationKind kind);

    /// <summary>
    /// Null when the caller may accept or decline invitations of this kind; otherwise why not. Rules for all kinds are checked elsewhere.
    /// </summary>
    Task<Failure?> RefuseAsync(Caller caller, Invitation invitation, CancellationToken cancellationToken) =>
        Task.FromResult<Failure?>(null);

    /// <summary>Accepts, or returns why not and stores nothing.</summary>
    Task<IResult> AcceptAsync(AcceptanceRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// The same user has accepted before and accepts again, because no answer arrived: completes what was left unfinished.
    /// </summary>
    Task CompleteAsync(AcceptanceRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What a user agrees to by accepting, as text; empty when the invitation says it all.</summary>
    IReadOnlyList<string> ConsentTo(Invitation invitation) => [];

    /// <summary>The text of a mail; null when no mail is sent.</summary>
    MailContent? TextOf(InvitationMail mail, Invitation invitation, Uri link);

    /// <summary>Adds an open invitation to lists other than its receiver's. Idempotent.</summary>
    Task ListAsync(string organizationId, Invitation open, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Removes an ended invitation from these lists. Idempotent.</summary>
    Task UnlistAsync(string organizationId, Invitation ended, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A user accepts an invitation, and may do so.</summary>
/// <param name="Http">The HTTP request, with the caller and the body.</param>
/// <param name="Processes">Notifies the processes that the acceptance concerns.</param>
/// <param name="OrganizationId">The organization that sent the invitation.</param>
/// <param name="Invitation">The invitation as it was read.</param>
public sealed record AcceptanceRequest(HttpRequest Http, DurableTaskClient Processes, string OrganizationId, Stored<Invitation> Invitation);
