using Accounts.Access;
using Accounts.Members;
using Accounts.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Organizations;

/// <summary><c>GET /me</c>: all that a frontend needs for its first screen. One partition query.</summary>
public sealed class GetMe(MemberStore members)
{
    /// <summary>The function.</summary>
    [Function(nameof(GetMe))]
    [Allow(Who.AnyUser)]
    [Operation("Show the signed-in user, their organizations and what they can do", Gives = typeof(MeView))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        var memberships = await members.MembershipsAsync(caller.UserId, new PageRequest(PageRequest.MaxLimit, ""), cancellationToken);
        var organizations = memberships.Items.Select(membership => MyOrganization.Of(membership.Value)).ToList();
        return Answer.Ok(new MeView(
            new UserView(caller.UserId, caller.Email?.ToString(), caller.EmailVerified, caller.Name),
            organizations,
            CanCreateAccount: caller.EmailVerified && organizations.Count == 0));
    }
}

/// <summary>The signed-in user's view of the product.</summary>
/// <param name="User">Who is signed in.</param>
/// <param name="Organizations">Where they belong, at most 100.</param>
/// <param name="CanCreateAccount">Show the way to a customer account of one's own: the user belongs nowhere yet, and the e-mail is verified.</param>
public sealed record MeView(UserView User, IReadOnlyList<MyOrganization> Organizations, bool CanCreateAccount);

/// <summary>A user.</summary>
/// <param name="Id">As it appears in <c>/members</c>.</param>
/// <param name="Email">From the identity provider.</param>
/// <param name="EmailVerified">Whether the identity provider verified it.</param>
/// <param name="Name">For display.</param>
public sealed record UserView(string Id, string? Email, bool EmailVerified, string? Name);

/// <summary>An organization as its entry in a user's list.</summary>
/// <param name="Id">For the other routes.</param>
/// <param name="Name">The company's name.</param>
/// <param name="CustomerNumber">Kundennummer</param>
/// <param name="Via">How the user comes to it: <c>member</c>.</param>
/// <param name="Role">The user's role there.</param>
public sealed record MyOrganization(string Id, string Name, string CustomerNumber, string Via, Role Role)
{
    /// <summary>Shows a membership.</summary>
    public static MyOrganization Of(Membership membership) =>
        new(membership.OrganizationId, membership.OrganizationName, CustomerNumber: membership.OrganizationId, Via: "member", membership.Role);
}
