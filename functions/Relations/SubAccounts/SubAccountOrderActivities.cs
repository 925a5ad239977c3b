using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.Search;
using Accounts.Customers.TaxIds;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.SubAccounts;

/// <summary>The side effects of <see cref="SubAccountOrderProcess"/>; each may run twice.</summary>
public sealed class SubAccountOrderActivities(
    SubAccountStore subAccounts,
    OrganizationStore organizations,
    ContactStore contacts,
    MemberStore members,
    OwnerInvitations invitations,
    OrganizationSearch search,
    SubAccountDelivery delivery,
    Mailer mailer,
    IOptions<MailOptions> mail,
    IOptions<PortalOptions> portal)
{
    /// <summary>
    /// Starts the check of the account's tax id, invites the location's contact to become its legal representative, and sends
    /// mails to the orderer and to sales, who arrange the setup.
    /// </summary>
    /// <returns>State of the account; null while it is not linked.</returns>
    [Function(nameof(ReceiveSubAccountOrder))]
    public async Task<Mailed<OrderedAccountSnapshot?>> ReceiveSubAccountOrder(
        [ActivityTrigger] Mailing<SubAccountOrderRun> step,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        var link = step.Input.Link;
        // The number was drawn at random. If another organization has it, it is not the account of this order.
        if ((await subAccounts.FindOrderAsync(link.SubId, cancellationToken))?.Link != link)
            return new(null);
        // Without a main account it was released since: then it was linked and set up before.
        if ((await subAccounts.FindPlaceAsync(link.SubId, cancellationToken)).Value is not ({ MainId: null } or { IsLinked: true })
            || await organizations.FindAccountAsync(link.SubId, cancellationToken) is not { Value: var account })
            return new(null);
        var (organization, order, contact) = await FindAsync(step.Input, cancellationToken);
        await search.FollowAsync(link.SubId, cancellationToken);
        await TaxIdCheck.StartFirstAsync(processes, link.SubId, account, cancellationToken);
        var (placed, snapshot) = await delivery.FollowAsync(processes, order, cancellationToken);
        if (snapshot.IsCancelled)
            return new(snapshot);
        var owner = new InvitedOwner(NameOf(contact), contact.Email, contact.Language);
        await invitations.InviteOnceAsync(processes, organization, owner, order.OrderedBy, "owner-" + link.Id, cancellationToken);
        if (step.IsGivenUp)
            return new(snapshot);
        var by = order.OrderedBy;
        var content = SubAccountMails.Received(
            by.Language, by.Name, organization.Name, organization.Id, NameOf(contact), order.OrderedAt, order.Lines);
        var toSales = SubAccountMails.OrderedToSales(
            Language.German, placed.Id, placed.Customer.Company.Name, organization.Name, organization.Id, order.Lines);
        return new(snapshot, await mailer.SendAllAsync(
            [
                MailOf(step, "Received", await AddressOfAsync(link.MainId, by, cancellationToken), content),
                MailOf(step, "OrderedToSales", mail.Value.SalesAddress!, toSales),
            ],
            cancellationToken));
    }

    /// <summary>When the account is set up: charges its products, and sends mails to the orderer and to the location.</summary>
    [Function(nameof(InformOfActivation))]
    public async Task<Mailed<OrderedAccountSnapshot>> InformOfActivation(
        [ActivityTrigger] Mailing<SubAccountOrderRun> step,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        var (organization, order, contact) = await FindAsync(step.Input, cancellationToken);
        var (_, snapshot) = await delivery.FollowAsync(processes, order, cancellationToken);
        if (snapshot.IsNew || snapshot.IsCancelled || step.IsGivenUp)
            return new(snapshot);
        var (by, dashboard, location) = (order.OrderedBy, portal.Value.Dashboard(organization.Id), NameOf(contact));
        var toMain = SubAccountMails.ActiveToMainAccount(by.Language, by.Name, organization.Name, organization.Id, location, dashboard);
        var toLocation = SubAccountMails.ActiveToLocation(contact.Language, location, organization.Name, organization.Id, dashboard);
        return new(snapshot, await mailer.SendAllAsync(
            [
                MailOf(step, "ActiveToMainAccount", await AddressOfAsync(step.Input.Link.MainId, by, cancellationToken), toMain),
                MailOf(step, "ActiveToLocation", contact.Email, toLocation),
            ],
            cancellationToken));
    }

    private static OutgoingMail MailOf(Mailing<SubAccountOrderRun> step, string name, string to, MailContent content) =>
        new(OperationId.Of(step.ProcessId, name), to, content);

    private Task<string> AddressOfAsync(string mainId, Inviter by, CancellationToken cancellationToken) =>
        members.EmailOfAsync(mainId, by.UserId, by.Email, cancellationToken);

    private static string NameOf(Contact contact) => $"{contact.FirstName} {contact.LastName}";

    private async Task<(Organization Organization, SubAccountOrder Order, Contact Main)> FindAsync(
        SubAccountOrderRun run, CancellationToken cancellationToken) =>
        await organizations.FindAsync(run.Link.SubId, cancellationToken) is { } organization
        && await subAccounts.FindOrderAsync(run.Link.SubId, cancellationToken) is { } order
        && await contacts.FindAsync(run.Link.SubId, Contact.MainId, cancellationToken) is { } main
            ? (organization.Value, order, main.Value)
            : throw new InvalidOperationException("An ordered account is gone.");
}
