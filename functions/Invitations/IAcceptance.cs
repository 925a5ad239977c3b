using Accounts.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Accounts.Invitations;

/// <summary>What it means to accept one kind of invitation. All kinds come through one door, <see cref="AnswerInvitation"/>.</summary>
public interface IAcceptance
{
    /// <summary>Whether this is about invitations of that kind.</summary>
    bool IsFor(InvitationKind kind);

    /// <summary>Accepts, or says why not; nothing is stored then.</summary>
    Task<IResult> AcceptAsync(AcceptanceRequest request, CancellationToken cancellationToken);
}

/// <summary>Somebody accepts an invitation, and may do so.</summary>
/// <param name="Http">Who asks, with which body.</param>
/// <param name="Processes">For the processes that it touches.</param>
/// <param name="OrganizationId">Whose invitation it is.</param>
/// <param name="Invitation">As read.</param>
public sealed record AcceptanceRequest(HttpRequest Http, DurableTaskClient Processes, string OrganizationId, Stored<Invitation> Invitation);
