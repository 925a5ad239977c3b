using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// <c>DELETE /organizations/{organizationId}/sub-accounts/{subAccountId}</c>: releases a sub-account that can go on alone.
/// One transaction in the sub-account's partition, where its place, the access of the main account's people and what it
/// needs for itself lie; the main account's list follows.
/// </summary>
public sealed class ReleaseSubAccount(SubAccountStore subAccounts, Linking linking, SubAccountCopies copies, OrganizationStore organizations, AuditLog audit)
{
    private const int MaxRounds = 20;

    /// <summary>The function.</summary>
    [Function(nameof(ReleaseSubAccount))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Release a sub-account",
        Description = "It becomes an account of its own: the main account's people have no access from the next request on, and it can be linked anew. It needs a means of payment and an invoice contact of its own.",
        Status = StatusCodes.Status204NoContent,
        Fails = [typeof(SubAccountNotReleasable), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{organizationId}/sub-accounts/{subAccountId}")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string subAccountId,
        CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await subAccounts.FindAsync(organizationId, subAccountId, cancellationToken) is not { } listed)
                return new NotFound();
            var place = await subAccounts.FindPlaceAsync(subAccountId, cancellationToken);
            // Free or somebody else's already; only the list has not followed yet.
            var link = new AccountLink(organizationId, subAccountId, listed.Value.LinkId);
            if (!place.Value.IsBy(link))
            {
                await copies.SyncAsync(processes, organizationId, subAccountId, request.Actor(), cancellationToken);
                return new NotFound();
            }

            // Listed, and about to be linked by a request that has died or is slow.
            if (!place.Value.IsLinked)
                await linking.SettleAsync(link, cancellationToken);
            else if (await TryReleaseAsync(request, processes, organizationId, place, listed.Value, cancellationToken) is { } answer)
                return answer;
        }

        return new TemporarilyUnavailable();
    }

    /// <returns>Null when one of the rows has changed meanwhile.</returns>
    private async Task<IResult?> TryReleaseAsync(
        HttpRequest request, DurableTaskClient processes, string mainId, Stored<Place> place, SubAccount listed, CancellationToken cancellationToken)
    {
        if (await organizations.FindAsync(listed.Id, cancellationToken) is not { } organization
            || await organizations.FindAccountAsync(listed.Id, cancellationToken) is not { } account
            || await organizations.FindAccountAsync(mainId, cancellationToken) is not { } main)
            return new NotFound();
        var missing = Missing(organization.Value, account.Value).ToList();
        if (missing.Count > 0)
            return new SubAccountNotReleasable(missing);

        var process = await SubAccountProcess.AnnounceAsync(processes, mainId, listed.Id, "release-" + listed.LinkId, cancellationToken);
        var actor = request.Actor() with { Kind = ActorKind.MainAccount, Organization = new ActingOrganization(mainId, main.Value.Company.Name) };
        try
        {
            await audit.CommitAsync(
                listed.Id,
                [
                    Writes.Put(listed.Id, place with { Value = Place.None }),
                    new(TableTransactionActionType.Delete, new TableEntity(listed.Id, DelegationKeys.MainAccount), ETag.All),
                    // As it is: whoever takes from the account at this moment what it needs fails on its tag, or we do.
                    Writes.Put(listed.Id, account),
                ],
                new AuditEvent(AuditAction.MainAccountReleased, actor, mainId),
                cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }

        // The process does this too, should we not come to it; but the next screen is to show it.
        await copies.SyncAsync(processes, mainId, listed.Id, request.Actor(), cancellationToken);
        await processes.TellAsync(process);
        return Answer.NoContent;
    }

    /// <summary>What the account needs to go on alone.</summary>
    internal static IEnumerable<MissingForRelease> Missing(Organization organization, CustomerAccount account)
    {
        if (account.Payment.Method == PaymentMethod.MainAccount)
            yield return MissingForRelease.PaymentMethod;
        if (account.InvoicesToMainAccount)
            yield return MissingForRelease.InvoiceContact;
        if (organization.LegalRepresentatives == 0)
            yield return MissingForRelease.LegalRepresentative;
        if (organization.State == OrganizationState.New)
            yield return MissingForRelease.Activation;
    }
}
