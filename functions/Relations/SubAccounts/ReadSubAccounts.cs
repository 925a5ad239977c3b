using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.SubAccounts;

/// <summary><c>GET /organizations/{organizationId}/sub-accounts</c> (Unternehmensstandorte, <c>seeds/003…</c>) and one of them.</summary>
public sealed class ReadSubAccounts(
    SubAccountStore subAccounts, OrganizationStore organizations, OrderStore orders, Linking linking, IOptions<PortalOptions> portal)
{
    /// <summary>A page of the overview. Three storage operations for any page, including that of the access check.</summary>
    [Function(nameof(ListSubAccounts))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.MainAccount)]
    [Operation(
        "List the locations of a company: the main account and its sub-accounts",
        Description =
            "The search finds names by the beginning of the company's name or of the contact's first or last name; umlauts and case "
                + "are ignored.",
        Gives = typeof(LocationsView),
        Pages = true,
        Searches = true)]
    public async Task<IResult> ListSubAccounts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/sub-accounts")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!OverviewRequest.From(request).Succeeded(out var overview, out var failure))
            return failure;
        if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } main)
            return new NotFound();
        var listed = await subAccounts.ListAsync(organizationId, overview, cancellationToken);
        await linking.SettleAsync(organizationId, listed.Items.Select(item => item.Value), cancellationToken);
        var page = listed.Show(account => SubAccountView.Of(account, portal.Value));
        return Answer.Ok(new LocationsView(MainAccountView.Of(organizationId, main.Value, portal.Value), page.Items, page.NextCursor));
    }

    [Function(nameof(GetSubAccount))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Operator)]
    [Operation("Show a sub-account, with its ordered lines", Gives = typeof(SubAccountView), HasETag = true)]
    public async Task<IResult> GetSubAccount(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/sub-accounts/{subAccountId}")]
        HttpRequest request,
        string organizationId,
        string subAccountId,
        CancellationToken cancellationToken)
    {
        if (await subAccounts.FindAsync(organizationId, subAccountId, cancellationToken) is not { Value: var account })
            return new NotFound();
        await linking.SettleAsync(organizationId, [account], cancellationToken);
        var view = SubAccountView.Of(account, portal.Value);
        if (await LinesAsync(account, cancellationToken) is not { } lines)
            return Answer.Ok(view, account);
        var order = await orders.IdOfSubAccountAsync(organizationId, subAccountId, cancellationToken);
        return Answer.Ok(view with { Lines = lines, OrderId = order?.ToString() }, account);
    }

    // Lines that an earlier main account ordered are not shown to this one.
    private async Task<IReadOnlyList<SubAccountLine>?> LinesAsync(SubAccount account, CancellationToken cancellationToken) =>
        await subAccounts.FindOrderAsync(account.Id, cancellationToken) is { } order && order.Link.Id == account.LinkId
            ? order.Lines
            : null;
}

/// <summary>A page of the locations of a company.</summary>
/// <param name="MainAccount">The organization itself; on every page.</param>
/// <param name="Items">Sub-accounts, at most <c>limit</c>; a search may return fewer and still have a next page.</param>
/// <param name="NextCursor">Goes into <c>?cursor=</c> for the next page; absent on the last one.</param>
public sealed record LocationsView(MainAccountView MainAccount, IReadOnlyList<SubAccountView> Items, string? NextCursor);

/// <summary>The main account among the locations.</summary>
/// <param name="CustomerNumber">Kundennummer</param>
/// <param name="Name">The company's name.</param>
/// <param name="Contact">The person to talk to.</param>
/// <param name="Address">The company's address.</param>
/// <param name="Dashboard">Its page in the portal.</param>
public sealed record MainAccountView(string CustomerNumber, string Name, LocationContact Contact, Address Address, Uri Dashboard)
{
    public static MainAccountView Of(string organizationId, CustomerAccount account, PortalOptions portal) => new(
        organizationId,
        account.Company.Name,
        new LocationContact(account.Contact.FirstName, account.Contact.LastName),
        account.Company.Address,
        portal.Dashboard(organizationId));
}

/// <summary>The person to talk to at a location.</summary>
/// <param name="FirstName">Vorname</param>
/// <param name="LastName">Nachname</param>
public sealed record LocationContact(string FirstName, string LastName);

/// <summary>A sub-account as its main account sees it.</summary>
/// <param name="CustomerNumber">Kundennummer</param>
/// <param name="Name">The company's name.</param>
/// <param name="Contact">The person to talk to.</param>
/// <param name="Address">The company's address.</param>
/// <param name="State">Whether it is in use, ordered and being set up, or cancelled before it was set up.</param>
/// <param name="CollectiveInvoice">Sammelrechnung: whether its invoices become a section of the main account's.</param>
/// <param name="Since">When it was linked or ordered.</param>
/// <param name="Etag">For <c>If-Match</c> when changing it.</param>
/// <param name="Dashboard">Its page in the portal.</param>
/// <param name="Lines">The products that its main account ordered it with; only when one sub-account is shown, and absent when it
/// was linked.</param>
/// <param name="OrderId">The order of these lines, which belongs to the main account; absent when they are.</param>
public sealed record SubAccountView(
    string CustomerNumber,
    string Name,
    LocationContact Contact,
    Address Address,
    OrganizationState State,
    bool CollectiveInvoice,
    DateTimeOffset Since,
    string Etag,
    Uri Dashboard,
    IReadOnlyList<SubAccountLine>? Lines,
    string? OrderId)
{
    public static SubAccountView Of(SubAccount account, PortalOptions portal) => new(
        account.Id,
        account.Name,
        new LocationContact(account.Contact.First, account.Contact.Last),
        account.Address,
        account.State,
        account.CollectiveInvoice,
        account.Since,
        ETags.Of(account),
        portal.Dashboard(account.Id),
        Lines: null,
        OrderId: null);
}
