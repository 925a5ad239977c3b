using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.Projects;

/// <summary>The projects of organizations.</summary>
public sealed class ProjectStore(TableServiceClient tables, AuditLog audit)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One project; null when there is none.</summary>
    public Task<Stored<Project>?> FindAsync(string organizationId, string projectId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Project>(organizationId, ProjectKeys.Project(projectId), cancellationToken);

    /// <summary>Projects in the order of their creation.</summary>
    public Task<Slice<Project>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Project>(organizationId, ProjectKeys.Projects, page, cancellationToken);

    /// <summary>Writes the project and the answer to the request for it in one; under the same key there is only ever one.</summary>
    public async Task<IResult> CreateAsync(string organizationId, Project project, Actor actor, CreatingRequest request, Answer answer, CancellationToken cancellationToken)
    {
        if (await request.EarlierAnswerAsync(_organizations, organizationId, project.CreatedAt, cancellationToken) is { } earlier)
            return earlier;
        try
        {
            await audit.CommitAsync(
                organizationId,
                [
                    new(TableTransactionActionType.Add, Rows.Row(organizationId, ProjectKeys.Project(project.Id), project)),
                    request.AnswerRow(organizationId, answer, project.CreatedAt),
                ],
                new AuditEvent(AuditAction.ProjectCreated, actor, project.Id),
                cancellationToken);
            return answer;
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status409Conflict)
        {
            // The same request, sent twice at once: the other one has just been answered.
            return await request.EarlierAnswerAsync(_organizations, organizationId, project.CreatedAt, cancellationToken)
                ?? throw new InvalidOperationException("A new id was taken already.", e);
        }
    }
}
