using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Members;

/// <summary><c>PUT /organizations/{organizationId}/members/{userId}</c>: changes a member's role.</summary>
public sealed class ChangeMember(MemberStore members, MemberChanges changes)
{
    [Function(nameof(ChangeMember))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Change a member's role",
        Takes = typeof(RoleForm),
        Gives = typeof(MemberView),
        Changes = true,
        HasETag = true,
        Fails = [typeof(LastLegalRepresentative), typeof(OnlyLegalRepresentatives), typeof(MemberByLogin)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/members/{userId}")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string userId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<RoleForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (form.Role is not { } role)
            return new InvalidFields(
                [new FieldError("#/role", "This is missing.", "One of legalRepresentative, admin, employee, billing.")]);
        if (!Ids.IsWellFormed(userId) || await members.FindAsync(organizationId, userId, cancellationToken) is not { } member)
            return new NotFound();
        if ((ETags.Check(request, member.Value) ?? member.Value.RefuseChange(request.Acting(), role)) is { } refused)
            return refused;
        if (member.Value.Login is not null)
            return new MemberByLogin();

        var wish = new MemberChange(organizationId, member, role, request.Actor())
        {
            AllLocations = role == Role.Employee && form.AllLocations == true,
        };
        return (await changes.ApplyAsync(processes, wish, cancellationToken)).Succeeded(out var changed, out failure)
            ? Answer.Ok(MemberView.Of(changed), changed)
            : failure;
    }
}

/// <summary>The body of a role change.</summary>
public sealed record RoleForm
{
    /// <summary>The new role.</summary>
    [System.ComponentModel.DataAnnotations.Required]
    public Role? Role { get; init; }

    /// <summary>
    /// For an employee of a main account: whether they may use its sub-accounts too, with the rights of an employee there. False when
    /// left out. Ignored for other roles.
    /// </summary>
    public bool? AllLocations { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static RoleForm Example { get; } = new() { Role = Access.Role.Admin };
}
