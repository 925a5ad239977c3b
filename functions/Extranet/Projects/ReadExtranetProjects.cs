using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Extranet.Opening;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Extranet.Projects;

/// <summary><c>GET /organizations/{organizationId}/extranet/projects</c></summary>
public sealed class ReadExtranetProjects(ExtranetStore extranets, ProjectStatuses statuses)
{
    [Function(nameof(ListExtranetProjects))]
    [Allow(ExtranetReaders.AndOperators, Permission.ExtranetRead, Product.Services, Right.Read)]
    [Operation(
        "Show the state of service orders and projects",
        Description = "Service orders, newest first, then projects in the order of their creation; cancelled orders are left out. Each "
            + "has the latest published report on it. Appointments, records and hours belong to orders, which name their project. A "
            + "page may have fewer entries than limit.",
        Gives = typeof(PageView<ProjectStatus>),
        Pages = true,
        HasETag = true,
        Fails = [typeof(ExtranetNotOpen)])]
    public async Task<IResult> ListExtranetProjects(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/extranet/projects")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return await extranets.RefuseAsync(organizationId, cancellationToken) is { } refused
            ? refused
            : Answer.Read(await statuses.PageAsync(organizationId, page, cancellationToken));
    }
}
