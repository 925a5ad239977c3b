using Accounts.Access;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.Organizations;

/// <summary><c>GET /organizations/{organizationId}</c>: the container. Two point reads, one of them for the access check.</summary>
public sealed class GetOrganization(OrganizationStore organizations)
{
    [Function(nameof(GetOrganization))]
    [Allow(Who.Member | Who.Partner | Who.MainAccount | Who.Operator)]
    [Operation("Show an organization", Gives = typeof(OrganizationView), HasETag = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken) =>
        await organizations.FindAsync(organizationId, cancellationToken) is { } organization
            ? Answer.Ok(OrganizationView.Of(organization.Value), organization.Value)
            : new NotFound();
}
