using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.Search;
using Accounts.Customers.TaxIds;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.SelfService;

/// <summary>The side effects of <see cref="AccountOpeningProcess"/>; may run twice.</summary>
public sealed class AccountOpeningActivities(
    AccountOpening opening,
    OrganizationStore organizations,
    MemberStore members,
    OrganizationSearch search,
    Mailer mailer,
    IOptions<PortalOptions> portal)
{
    /// <summary>
    /// Puts the account that a request opened on the owner's list, adds its search entries, starts the check of its tax id, and mails the
    /// owner.
    /// </summary>
    /// <returns>The account; null while there is none.</returns>
    [Function(nameof(WelcomeAccount))]
    public async Task<Mailed<OpenedAccount?>> WelcomeAccount(
        [ActivityTrigger] Mailing<AccountOpeningRun> step, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (await opening.FindAsync(step.Input.UserId, step.Input.RequestId, cancellationToken) is not { } opened)
            return new(null);
        await members.SyncMembershipAsync(opened.OrganizationId, opened.UserId, cancellationToken);
        await search.FollowAsync(opened.OrganizationId, cancellationToken);
        if (await organizations.FindAccountAsync(opened.OrganizationId, cancellationToken) is not { Value: var account })
            return new(opened);
        await TaxIdCheck.StartFirstAsync(processes, opened.OrganizationId, account, cancellationToken);
        if (step.IsGivenUp
            || await members.FindAsync(opened.OrganizationId, opened.UserId, cancellationToken) is not { Value.Email: var email })
            return new(opened);
        var person = account.Contact;
        var content = WelcomeMail.For(
            account.Language, $"{person.FirstName} {person.LastName}", account.Company.Name, opened.OrganizationId, portal.Value.BaseUrl!);
        var operation = OperationId.Of($"account-opening-{opened.OrganizationId}", "welcome");
        return new(opened, await mailer.SendAllAsync([new(operation, email, content)], cancellationToken));
    }
}
