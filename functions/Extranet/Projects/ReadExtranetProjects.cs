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
        "Show how service orders and projects stand",
        Description = "Service orders, newest first, then projects in the order of their creation; cancelled orders are left out. Each "
            + "with the report on it that was published last. Appointments, records and hours are those of orders, which say for what "
            + "project they are. A page may have fewer entries than there is room for.",
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
