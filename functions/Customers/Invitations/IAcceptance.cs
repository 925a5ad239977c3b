using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Invitations;

/// <summary>What it means to accept one kind of invitation. All kinds come through one door, <see cref="AnswerInvitation"/>.</summary>
public interface IAcceptance
{
    /// <summary>Whether this is about invitations of that kind.</summary>
    bool IsFor(InvitationKind kind);

    /// <summary>Null when the caller may answer invitations of this kind, yes or no, apart from what every invitation asks for; else why not.</summary>
    Task<Failure?> RefuseAsync(Caller caller, Invitation invitation, CancellationToken cancellationToken) => Task.FromResult<Failure?>(null);

    /// <summary>Accepts, or says why not; nothing is stored then.</summary>
    Task<IResult> AcceptAsync(AcceptanceRequest request, CancellationToken cancellationToken);
}

/// <summary>Somebody accepts an invitation, and may do so.</summary>
/// <param name="Http">Who asks, with which body.</param>
/// <param name="Processes">For the processes that it touches.</param>
/// <param name="OrganizationId">Whose invitation it is.</param>
/// <param name="Invitation">As read.</param>
public sealed record AcceptanceRequest(HttpRequest Http, DurableTaskClient Processes, string OrganizationId, Stored<Invitation> Invitation);
