using Accounts.Access;
using Accounts.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Members;

/// <summary><c>DELETE /organizations/{organizationId}/members/{userId}</c>: the member's next request is refused.</summary>
public sealed class RemoveMember(MemberStore members, MemberChanges changes)
{
    /// <summary>The function.</summary>
    [Function(nameof(RemoveMember))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Remove a member",
        Status = StatusCodes.Status204NoContent,
        Fails = [typeof(LastLegalRepresentative), typeof(OnlyLegalRepresentatives), typeof(ChangedMeanwhile)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{organizationId}/members/{userId}")] HttpRequest request,
        string organizationId,
        string userId,
        CancellationToken cancellationToken)
    {
        if (!Ids.IsWellFormed(userId))
            return new NotFound();
        if (await members.FindAsync(organizationId, userId, cancellationToken) is not { } member)
        {
            // An earlier try may have ended between the two lists; the second one is put right here.
            await members.RemoveMembershipAsync(userId, organizationId, cancellationToken);
            return new NotFound();
        }

        if (member.Value.RefuseChange(request.Acting(), to: null) is { } refused)
            return refused;
        return (await changes.ApplyAsync(organizationId, member, role: null, cancellationToken)).Succeeded(out _, out var failure)
            ? Answer.NoContent
            : failure;
    }
}
