using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.Invitations;

/// <summary><c>GET /organizations/{organizationId}/invitations</c> and one of them. Ended invitations stay listed.</summary>
public sealed class ReadInvitations(InvitationStore invitations)
{
    [Function(nameof(ListInvitations))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Operator)]
    [Operation(
        "List the invitations of an organization, including ended ones",
        Description = "Operators see only invitations of legal representatives; their pages may have fewer entries than limit.",
        Gives = typeof(PageView<InvitationView>),
        Pages = true)]
    public async Task<IResult> ListInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/invitations")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        var slice = await invitations.ListAsync(organizationId, page, cancellationToken);
        var shown = slice with { Items = [.. slice.Items.Where(invitation => invitation.Value.IsFor(request.Acting()))] };
        return Answer.Ok(shown.Show(invitation => InvitationView.Of(organizationId, invitation)));
    }

    [Function(nameof(GetInvitation))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Operator)]
    [Operation("Show an invitation", Gives = typeof(InvitationView))]
    public async Task<IResult> GetInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/invitations/{invitationId}")]
        HttpRequest request,
        string organizationId,
        string invitationId,
        CancellationToken cancellationToken) =>
        Ids.IsWellFormed(invitationId)
            && await invitations.FindAsync(organizationId, invitationId, cancellationToken) is { } invitation
            && invitation.Value.IsFor(request.Acting())
            ? Answer.Ok(InvitationView.Of(organizationId, invitation.Value))
            : new NotFound();
}

/// <summary>An invitation as its organization sees it.</summary>
/// <param name="Id">Id of the invitation.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Email">The invited address. Absent when an account is asked to become a sub-account, whose receiver stays hidden.</param>
/// <param name="Role">The role it gives, for an invitation to become a member.</param>
/// <param name="Language">Language of its mails.</param>
/// <param name="State">State of the invitation.</param>
/// <param name="Undeliverable">The mail could not be delivered; the address is probably wrong.</param>
/// <param name="InvitedBy">Name of the user who sent it.</param>
/// <param name="CreatedAt">When it was first sent.</param>
/// <param name="SentAt">When it was last sent.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="EndedAt">When it was answered, revoked or expired.</param>
/// <param name="Links">Link to its process.</param>
/// <param name="SubAccountId">Customer number of the account that is asked to become a sub-account; absent for other kinds.</param>
public sealed record InvitationView(
    string Id,
    InvitationKind Kind,
    string? Email,
    Role? Role,
    Language Language,
    InvitationState State,
    bool Undeliverable,
    string InvitedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? EndedAt,
    ProcessLinks Links,
    string? SubAccountId)
{
    public static InvitationView Of(string organizationId, Invitation invitation) => new(
        invitation.Id,
        invitation.Kind,
        invitation.SubAccountId is null ? invitation.Email : null,
        invitation.Role,
        invitation.Language,
        invitation.State,
        invitation.Undeliverable,
        invitation.InvitedBy.Name,
        invitation.CreatedAt,
        invitation.SentAt,
        invitation.ExpiresAt,
        invitation.EndedAt,
        ProcessLinks.Of(InvitationProcess.IdOf(organizationId, invitation.Id)),
        invitation.SubAccountId);
}
