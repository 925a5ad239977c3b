using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.TaxIds;
using Accounts.Platform.Mail;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.SelfService;

/// <summary>The side effects of <see cref="AccountOpeningProcess"/>; each may run twice.</summary>
public sealed class AccountOpeningActivities(
    AccountOpening opening, OrganizationStore organizations, MemberStore members, Mailer mailer, IOptions<PortalOptions> portal)
{
    /// <summary>The account that a request opened; null while there is none.</summary>
    [Function(nameof(FindOpenedAccount))]
    public Task<OpenedAccount?> FindOpenedAccount([ActivityTrigger] AccountOpeningRun run, CancellationToken cancellationToken) =>
        opening.FindAsync(run.UserId, run.RequestId, cancellationToken);

    /// <summary>Puts the organization on the owner's list.</summary>
    [Function(nameof(ListOpenedAccount))]
    public Task ListOpenedAccount([ActivityTrigger] OpenedAccount opened, CancellationToken cancellationToken) =>
        members.SyncMembershipAsync(opened.OrganizationId, opened.UserId, cancellationToken);

    /// <summary>Has the tax id checked.</summary>
    [Function(nameof(StartTaxIdCheck))]
    public async Task StartTaxIdCheck([ActivityTrigger] OpenedAccount opened, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (await organizations.FindAccountAsync(opened.OrganizationId, cancellationToken) is { Value.VatId: { } vatId } account)
            await TaxIdCheck.StartAsync(processes, opened.OrganizationId, vatId, account.Value.Version, cancellationToken);
    }

    /// <summary>Welcomes the owner.</summary>
    [Function(nameof(SendWelcome))]
    public async Task SendWelcome([ActivityTrigger] OpenedAccount opened, CancellationToken cancellationToken)
    {
        if (await members.FindAsync(opened.OrganizationId, opened.UserId, cancellationToken) is not { } owner
            || await organizations.FindAccountAsync(opened.OrganizationId, cancellationToken) is not { } account)
            return;
        var person = account.Value.Contact;
        var mail = WelcomeMail.For(
            account.Value.Language, $"{person.FirstName} {person.LastName}", account.Value.Company.Name, opened.OrganizationId, portal.Value.BaseUrl!);
        await mailer.SendAsync(OperationId.Of($"account-opening-{opened.OrganizationId}", "welcome"), owner.Value.Email, mail, cancellationToken);
    }
}
