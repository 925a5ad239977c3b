using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.Projects;

/// <summary><c>POST /organizations/{organizationId}/projects</c></summary>
public sealed class CreateProject(OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(CreateProject))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Employee, Permission.ProjectsWrite, Product.Cloud, Right.Manage)]
    [Operation(
        "Create a project",
        Takes = typeof(ProjectForm),
        Gives = typeof(ProjectView),
        Status = StatusCodes.Status201Created,
        Creates = true,
        HasETag = true,
        HasLocation = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/projects")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<ProjectForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var caller = request.Caller();
        if (!CreatingRequest.From(request, caller.UserId, nameof(CreateProject), form).Succeeded(out var creating, out failure))
            return failure;
        var errors = new FieldErrors();
        if (errors.Take("name", Text.Parse(form.Name, 1, 100)) is not { } name)
            return errors.Failure;

        var now = time.GetUtcNow();
        var project = new Project(Ids.New(now), name, now, caller.UserId);
        var answer = Answer.Created($"/api/organizations/{organizationId}/projects/{project.Id}", ProjectView.Of(project), project);
        var change = new AuditedChange(organizationId, new AuditEvent(AuditAction.ProjectCreated, request.Actor(), project.Id));
        var decision = change.Add(ProjectStore.New(project)).Gives(answer);
        return await changes.AnswerOnceAsync(organizationId, creating, () => Task.FromResult(decision), cancellationToken);
    }
}

/// <summary>The body of a new project.</summary>
public sealed record ProjectForm
{
    /// <summary>1 to 100 characters.</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static ProjectForm Example { get; } = new() { Name = "Telefonanlage Berlin" };
}
