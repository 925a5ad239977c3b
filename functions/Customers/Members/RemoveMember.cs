using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Members;

/// <summary><c>DELETE /organizations/{organizationId}/members/{userId}</c>: the member's next request is refused.</summary>
public sealed class RemoveMember(MemberStore members, MemberChanges changes)
{
    [Function(nameof(RemoveMember))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Remove a member",
        Status = StatusCodes.Status204NoContent,
        MayMatch = true,
        Fails = [typeof(LastLegalRepresentative), typeof(OnlyLegalRepresentatives), typeof(ChangedMeanwhile)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{organizationId}/members/{userId}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string userId,
        CancellationToken cancellationToken)
    {
        if (!Ids.IsWellFormed(userId) || await members.FindAsync(organizationId, userId, cancellationToken) is not { } member)
            return new NotFound();
        if ((ETags.CheckIfSent(request, member.Value) ?? member.Value.RefuseChange(request.Acting(), to: null)) is { } refused)
            return refused;
        var wish = new MemberChange(organizationId, member, Role: null, request.Actor());
        return (await changes.ApplyAsync(processes, wish, cancellationToken)).Failure is { } failure ? failure : Answer.NoContent;
    }
}
