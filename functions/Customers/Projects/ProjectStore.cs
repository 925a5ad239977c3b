using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Customers.Projects;

/// <summary>The projects of organizations.</summary>
public sealed class ProjectStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    public static Stored<Project> New(Project project) => Stored.New(ProjectKeys.Project(project.Id), project);

    public Task<Stored<Project>?> FindAsync(string organizationId, string projectId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Project>(organizationId, ProjectKeys.Project(projectId), cancellationToken);

    /// <summary>Projects in the order of their creation.</summary>
    public Task<Slice<Project>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Project>(organizationId, ProjectKeys.Projects, page, cancellationToken);
}
