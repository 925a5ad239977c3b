using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.Projects;

/// <summary><c>GET /organizations/{organizationId}/projects</c> and one of them.</summary>
public sealed class ReadProjects(ProjectStore projects)
{
    [Function(nameof(ListProjects))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Employee, Permission.ProjectsRead, Product.Cloud, Right.Read)]
    [Operation("List the projects of an organization", Gives = typeof(PageView<ProjectView>), Pages = true)]
    public async Task<IResult> ListProjects(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/projects")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok((await projects.ListAsync(organizationId, page, cancellationToken)).Show(ProjectView.Of));
    }

    [Function(nameof(GetProject))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Employee, Permission.ProjectsRead, Product.Cloud, Right.Read)]
    [Operation("Show a project", Gives = typeof(ProjectView), HasETag = true)]
    public async Task<IResult> GetProject(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/projects/{projectId}")]
        HttpRequest request,
        string organizationId,
        string projectId,
        CancellationToken cancellationToken) =>
        Ids.IsWellFormed(projectId) && await projects.FindAsync(organizationId, projectId, cancellationToken) is { } project
            ? Answer.Ok(ProjectView.Of(project.Value), project.Value)
            : new NotFound();
}

/// <summary>A project as the API returns it.</summary>
public sealed record ProjectView(string Id, string Name, DateTimeOffset CreatedAt)
{
    public static ProjectView Of(Project project) => new(project.Id, project.Name, project.CreatedAt);
}
