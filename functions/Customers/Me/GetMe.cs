using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Me;

/// <summary>
/// <c>GET /me</c>: everything that a frontend needs for its first screen. One partition query, plus one operation for each organization
/// of the user that reaches others and for each waiting invitation.
/// </summary>
public sealed class GetMe(
    UserDirectory directory,
    OrganizationStore organizations,
    IEnumerable<IReach> reaches,
    InvitationTokens tokens,
    IOptions<SelfServiceOptions> selfService,
    TimeProvider time)
{
    [Function(nameof(GetMe))]
    [Allow(Who.AnyUser)]
    [Operation("Show the signed-in user, their organizations and what they can do", Gives = typeof(MeView))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        var screen = await directory.OpenAsync(caller, cancellationToken);
        List<MyOrganization> organizations = [.. screen.Memberships.Select(MyOrganization.Of)];
        foreach (var (membership, reach) in screen.Memberships.SelectMany(_ => reaches, (membership, reach) => (membership, reach)))
        {
            if (reach.IsOpenTo(membership))
                organizations.AddRange(await reach.ListAsync(membership, cancellationToken));
        }

        var now = time.GetUtcNow();
        // Only for the address that is verified now, since the user may have had another, or for the person, whatever their address.
        var invitations = screen.Invitations.Where(invitation => caller.EmailVerified
            && (invitation.InvitedUserId == caller.UserId || invitation.EmailKey == caller.Email?.Key)
            && invitation.ExpiresAt > now);
        return Answer.Ok(new MeView(
            new UserView(caller.UserId, caller.Email?.ToString(), caller.EmailVerified, caller.Name),
            organizations,
            await ShowAsync(invitations, cancellationToken),
            CanCreateAccount: caller.EmailVerified && screen.Opened < selfService.Value.MaxAccountsPerUserAndDay));
    }

    /// <summary>Adds the current names of the organizations. One storage operation each.</summary>
    private async Task<IReadOnlyList<MyInvitation>> ShowAsync(IEnumerable<WaitingInvitation> waiting, CancellationToken cancellationToken)
    {
        List<MyInvitation> shown = [];
        foreach (var invitation in waiting)
        {
            var organization = await organizations.FindAsync(invitation.OrganizationId, cancellationToken);
            shown.Add(
                MyInvitation.Of(invitation with { OrganizationName = organization?.Value.Name ?? invitation.OrganizationName }, tokens));
        }

        return shown;
    }
}

/// <summary>The signed-in user's view of the product.</summary>
/// <param name="User">The signed-in user.</param>
/// <param name="Organizations">The user's organizations, and after them the organizations that they reach through these: at most 100 of
/// each partner and main account. The overview of that organization lists all.</param>
/// <param name="Invitations">The invitations that wait for an answer under the user's verified e-mail address.</param>
/// <param name="CanCreateAccount">Whether to offer a customer account of the user's own: the e-mail address is verified, and the daily
/// limit of new accounts is not reached. A user may have several.</param>
public sealed record MeView(
    UserView User, IReadOnlyList<MyOrganization> Organizations, IReadOnlyList<MyInvitation> Invitations, bool CanCreateAccount);

/// <summary>An invitation that waits for the signed-in user.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="OrganizationName">Name of the organization.</param>
/// <param name="InvitedBy">Name of the user who sent it.</param>
/// <param name="Role">The role it gives, for an invitation to become a member.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="Token">For <c>/invitations/{token}</c>. It can be shown here because the identity provider has verified the invited
/// address.</param>
public sealed record MyInvitation(
    InvitationKind Kind, string OrganizationName, string InvitedBy, Role? Role, DateTimeOffset ExpiresAt, string Token)
{
    public static MyInvitation Of(WaitingInvitation invitation, InvitationTokens tokens) => new(
        invitation.Kind,
        invitation.OrganizationName,
        invitation.InvitedBy,
        invitation.Role,
        invitation.ExpiresAt,
        tokens.Of(invitation.OrganizationId, invitation.InvitationId, invitation.Generation));
}

/// <summary>A user.</summary>
/// <param name="Id">The id that <c>/members</c> uses too.</param>
/// <param name="Email">From the identity provider.</param>
/// <param name="EmailVerified">Whether the identity provider verified it.</param>
/// <param name="Name">For display.</param>
public sealed record UserView(string Id, string? Email, bool EmailVerified, string? Name);
