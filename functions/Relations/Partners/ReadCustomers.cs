using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Relations.Partners;

/// <summary><c>GET /organizations/{organizationId}/customers</c> and one of them.</summary>
public sealed class ReadCustomers(
    CustomerStore customers,
    PartnerStore partners,
    InvitationStore invitations,
    OrganizationStore organizations,
    OrganizationChanges changes,
    TimeProvider time)
{
    [Function(nameof(ListCustomers))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Employee)]
    [Operation(
        "List the customers of a partner",
        Description =
            "Includes requests that wait for an answer; sorted by number, they come last. Ended partnerships are not listed. Changes "
                + "by a customer appear after a moment.",
        Gives = typeof(PageView<CustomerLine>),
        Pages = true,
        Searches = true)]
    public async Task<IResult> ListCustomers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/customers")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!OverviewRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        var today = CentralEurope.DayOf(time.GetUtcNow());
        return Answer.Ok(
            (
                await customers.ListAsync(organizationId, page, cancellationToken)).Show(entry =>
                    CustomerLine.Of(organizationId, entry, today)));
    }

    /// <summary>One customer or request, including ended ones.</summary>
    [Function(nameof(GetCustomer))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Show a customer of a partner: what it grants today, what was requested, and how it pays",
        Description =
            "customerId is the id of the request, or the customer number. The means of payment and the links to the customer's own "
                + "routes are included while a grant is valid. This is an access to the customer's data, recorded in its audit log.",
        Gives = typeof(CustomerView))]
    public async Task<IResult> GetCustomer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/customers/{customerId}")]
        HttpRequest request,
        string organizationId,
        string customerId,
        CancellationToken cancellationToken) =>
        await customers.ResolveAsync(organizationId, customerId, cancellationToken) is { } partnershipId
        && await invitations.FindAsync(
            organizationId, partnershipId, cancellationToken) is { Value: { Kind: InvitationKind.Customer } asked }
            ? Answer.Ok(await ShowAsync(request, organizationId, asked, cancellationToken))
            : new NotFound();

    private async Task<CustomerView> ShowAsync(
        HttpRequest request, string organizationId, Invitation asked, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(organizationId, asked.Id, cancellationToken) is not { Value: var customer })
            return CustomerView.Of(organizationId, asked);
        var today = CentralEurope.DayOf(time.GetUtcNow());
        // The customer's own record decides whether there is anything to show: as everywhere, a grant must count today.
        if (await partners.FindAsync(customer.CustomerId, asked.Id, cancellationToken) is not { Value: { EndedAt: null } record }
            || record.Standing(today).Count == 0
            || await organizations.FindAsync(organizationId, cancellationToken) is not { Value: { IsPartner: true } partner }
            || await organizations.FindAccountAsync(customer.CustomerId, cancellationToken) is not { } account)
            return CustomerView.Of(organizationId, asked, customer, customer.Grants, payment: null, today);
        var actor = request.Actor() with { Kind = ActorKind.Partner, Organization = new ActingOrganization(partner.Id, partner.Name) };
        await changes.RecordAsync(
            customer.CustomerId, new AuditEvent(AuditAction.AccessGranted, actor, nameof(GetCustomer)), cancellationToken);
        return CustomerView.Of(
            organizationId, asked, customer with { AutoExtend = record.AutoExtend }, record.Grants, account.Value.Payment, today);
    }
}
