using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.Members;

/// <summary><c>GET /organizations/{organizationId}/members</c></summary>
public sealed class ListMembers(MemberStore members)
{
    [Function(nameof(ListMembers))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation("List the members of an organization", Gives = typeof(PageView<MemberView>), Pages = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/members")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok((await members.ListAsync(organizationId, page, cancellationToken)).Show(MemberView.Of));
    }
}

/// <summary>A member as the API returns it.</summary>
/// <param name="UserId">Id of the member in routes.</param>
/// <param name="Email">The user's verified address, as of their last request.</param>
/// <param name="Name">For display.</param>
/// <param name="Role">What the member may do.</param>
/// <param name="Since">When the user joined.</param>
/// <param name="Etag">The ETag for <c>If-Match</c> when changing this member.</param>
/// <param name="ContactId">The contact, for a member who joined through a contact's login. Then its permissions decide, not the
/// role.</param>
/// <param name="Permissions">The permissions of that login.</param>
/// <param name="AllLocations">Whether an employee of a main account may use its sub-accounts too.</param>
public sealed record MemberView(
    string UserId,
    string Email,
    string? Name,
    Role Role,
    DateTimeOffset Since,
    string Etag,
    string? ContactId,
    IReadOnlyList<Permission>? Permissions,
    bool AllLocations)
{
    public static MemberView Of(Member member) => new(
        member.UserId,
        member.Email,
        member.Name,
        member.Role,
        member.Since,
        ETags.Of(member),
        member.Login?.ContactId,
        member.Login?.Permissions,
        member.AllLocations);
}
