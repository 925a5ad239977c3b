using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>Where a page of an organization's customers begins.</summary>
public sealed record PartnershipPage(string OrganizationId, string After)
{
    public static PartnershipPage First(string organizationId) => new(organizationId, After: "");

    internal OverviewRequest ByNumber => new(new PageRequest(PageRequest.MaxLimit, After), ByName: false, Begin: "");
}

/// <summary>Steps of processes on all partnerships of an organization, page by page. Each may run twice.</summary>
public sealed class AllPartnerships(
    Partnerships partnerships, CustomerStore customers, DelegationStore delegations, OrganizationStore organizations)
    : INameFollower
{
    /// <summary>After a rename of the organization: notifies its partnerships, both those as partner and those as customer.</summary>
    public async Task<string?> FollowAsync(
        string organizationId, string after, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (after.Length == 0)
        {
            var all = await delegations.ListAsync(organizationId, cancellationToken);
            foreach (var partner in all.Where(delegation => delegation.Kind == ActorKind.Partner))
                await processes.NotifyAsync(PartnershipProcess.IdOf(partner.Organization.Id, partner.Id));
        }

        var slice = await customers.ListAsync(organizationId, new PartnershipPage(organizationId, after).ByNumber, cancellationToken);
        foreach (var entry in Lasting(slice))
            await processes.NotifyAsync(PartnershipProcess.IdOf(organizationId, entry.PartnershipId));
        return slice.Next;
    }

    /// <summary>After the loss of partner status: ends the partnerships, unless the status was given back.</summary>
    /// <returns>Where the next page begins; null after the last.</returns>
    [Function(nameof(EndPartnerships))]
    public async Task<string?> EndPartnerships(
        [ActivityTrigger] PartnershipPage page, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (await organizations.FindAsync(page.OrganizationId, cancellationToken) is { Value.IsPartner: true })
            return null;
        var slice = await customers.ListAsync(page.OrganizationId, page.ByNumber, cancellationToken);
        foreach (var entry in Lasting(slice))
        {
            if (await customers.FindAsync(page.OrganizationId, entry.PartnershipId, cancellationToken) is not { } customer)
                continue;
            var process = await PartnershipProcess.AnnounceAsync(processes, page.OrganizationId, entry.PartnershipId, cancellationToken);
            var ended = await partnerships.EndAsync(
                page.OrganizationId, customer.Value, new(PartnershipEnd.PartnerStatus, Actor.System), cancellationToken);
            ended.OrTryLater();
            await processes.NotifyAsync(process);
        }

        return slice.Next;
    }

    private static IEnumerable<CustomerEntry> Lasting(Slice<CustomerEntry> slice) =>
        slice.Items.Select(entry => entry.Value).Where(entry => entry.CustomerNumber is not null);
}
