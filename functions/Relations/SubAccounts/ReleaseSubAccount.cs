using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// <c>DELETE /organizations/{organizationId}/sub-accounts/{subAccountId}</c>: releases a sub-account that can continue alone. One
/// transaction in the sub-account's partition, which holds its place, the access of the main account's members and the settings
/// it needs. The main account's list follows.
/// </summary>
public sealed class ReleaseSubAccount(
    SubAccountStore subAccounts, Linking linking, SubAccountCopies copies, OrganizationStore organizations, OrganizationChanges changes)
{
    [Function(nameof(ReleaseSubAccount))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Release a sub-account",
        Description = "It becomes independent: members of the main account have no access from their next request on, and it can be linked "
            + "again. It needs its own means of payment and invoice contact, unless its order was cancelled and nobody has taken it over.",
        Status = StatusCodes.Status204NoContent,
        MayMatch = true,
        Fails = [typeof(SubAccountNotReleasable), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{organizationId}/sub-accounts/{subAccountId}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string subAccountId,
        CancellationToken cancellationToken)
    {
        var release = new Release(organizationId, subAccountId, request);
        return await changes.AnswerAsync(() => DecideAsync(release, processes, cancellationToken), cancellationToken);
    }

    private async Task<Decision<Answer>> DecideAsync(Release release, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var (mainId, subId, actor) = (release.MainId, release.SubId, release.Request.Actor());
        if (await subAccounts.FindAsync(mainId, subId, cancellationToken) is not { } listed)
            return new NotFound();
        if (ETags.CheckIfSent(release.Request, listed.Value) is { } conflict)
            return conflict;
        var link = new AccountLink(mainId, subId, listed.Value.LinkId);
        var place = await subAccounts.FindPlaceAsync(subId, cancellationToken);
        // Listed, but its link is not settled: that request is slow, or its host has crashed.
        if (place.Value is { IsLinked: false } && place.Value.IsBy(link))
        {
            await linking.SettleAsync(link, cancellationToken);
            place = await subAccounts.FindPlaceAsync(subId, cancellationToken);
        }

        // Free, or linked to another main account already: only the list is not updated yet.
        if (!place.Value.IsBy(link))
        {
            await copies.SyncAsync(processes, mainId, subId, actor, cancellationToken);
            return new NotFound();
        }

        if (await organizations.FindAsync(subId, cancellationToken) is not { } organization
            || await organizations.FindAccountAsync(subId, cancellationToken) is not { } account
            || await organizations.FindAccountAsync(mainId, cancellationToken) is not { } main)
            return new NotFound();
        var missing = Missing(organization.Value, account.Value).ToList();
        if (missing.Count > 0)
            return new SubAccountNotReleasable(missing);

        var process = await SubAccountProcess.AnnounceAsync(processes, mainId, subId, "release-" + link.Id, cancellationToken);
        var released = actor with { Kind = ActorKind.MainAccount, Organization = new ActingOrganization(mainId, main.Value.Company.Name) };
        var change = new AuditedChange(subId, new AuditEvent(AuditAction.MainAccountReleased, released, mainId)).Replace(place, Place.None);
        return SubAccountStore.LetOut(change)
            // Conflicts with a request that removes at this moment what the account needs.
            .Guard(account)
            // The process does this too if the host crashes, but the user's next screen should show it.
            .Then(() => copies.SyncAsync(processes, mainId, subId, actor, cancellationToken))
            .Then(() => processes.NotifyAsync(process))
            .Gives(Answer.NoContent);
    }

    /// <summary>What the account still needs to continue alone.</summary>
    internal static IEnumerable<MissingForRelease> Missing(Organization organization, CustomerAccount account)
    {
        // Cancelled before it was set up. Nobody uses it, so it needs nothing.
        if (organization is { State: OrganizationState.Cancelled, LegalRepresentatives: 0 })
            yield break;
        if (account.Payment.Method == PaymentMethod.MainAccount)
            yield return MissingForRelease.PaymentMethod;
        if (account.InvoicesToMainAccount)
            yield return MissingForRelease.InvoiceContact;
        if (organization.LegalRepresentatives == 0)
            yield return MissingForRelease.LegalRepresentative;
        if (organization.State == OrganizationState.New)
            yield return MissingForRelease.Activation;
    }

    private sealed record Release(string MainId, string SubId, HttpRequest Request);
}
