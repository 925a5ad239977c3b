using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Invitations;

/// <summary>
/// One kind of invitation: who may answer it, what accepting it means, what its mails say. Each kind registers itself, those
/// of the groups below included; all are answered by <see cref="AnswerInvitation"/>.
/// </summary>
public interface IInvitationKind
{
    /// <summary>Whether this is about invitations of that kind.</summary>
    bool IsFor(InvitationKind kind);

    /// <summary>
    /// Null when the caller may answer invitations of this kind, yes or no, apart from what every invitation asks for;
    /// else why not.
    /// </summary>
    Task<Failure?> RefuseAsync(Caller caller, Invitation invitation, CancellationToken cancellationToken) =>
        Task.FromResult<Failure?>(null);

    /// <summary>Accepts, or says why not; nothing is stored then.</summary>
    Task<IResult> AcceptAsync(AcceptanceRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Accepted before, and accepted again by the same person, because no answer came: completes what was left half done.
    /// </summary>
    Task CompleteAsync(AcceptanceRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What somebody who accepts agrees to, in words; empty where the invitation says it all.</summary>
    IReadOnlyList<string> ConsentTo(Invitation invitation) => [];

    /// <summary>The text of a mail; null when there is nothing to say.</summary>
    MailContent? TextOf(InvitationMail mail, Invitation invitation, Uri link);

    /// <summary>Puts an open one on further lists than its receiver's; harmless when it is there.</summary>
    Task ListAsync(string organizationId, Invitation open, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes an ended one off these lists; harmless when it is gone.</summary>
    Task UnlistAsync(string organizationId, Invitation ended, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Somebody accepts an invitation, and may do so.</summary>
/// <param name="Http">Who asks, with which body.</param>
/// <param name="Processes">For the processes that it touches.</param>
/// <param name="OrganizationId">Whose invitation it is.</param>
/// <param name="Invitation">As read.</param>
public sealed record AcceptanceRequest(HttpRequest Http, DurableTaskClient Processes, string OrganizationId, Stored<Invitation> Invitation);
