using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.Search;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.AccountRequests;

/// <summary>What the process needs to know of a request.</summary>
public sealed record AccountRequestSnapshot(AccountRequestState State);

/// <summary>The side effects of <see cref="AccountRequestProcess"/>; each may run twice.</summary>
public sealed class AccountRequestActivities(
    AccountRequestStore requests,
    OrganizationFounding founding,
    OrganizationStore organizations,
    MemberStore members,
    OwnerInvitations invitations,
    OrganizationSearch search,
    Mailer mailer,
    IOptions<MailOptions> mail,
    IOptions<PortalOptions> portal)
{
    /// <summary>The state of the request; null while there is none.</summary>
    [Function(nameof(ReadAccountRequest))]
    public async Task<AccountRequestSnapshot?> ReadAccountRequest(
        [ActivityTrigger] AccountRequestRun run, CancellationToken cancellationToken) =>
        await requests.FindAsync(run.RequestId, cancellationToken) is { } request ? new(request.Value.State) : null;

    /// <summary>Mails a new request to sales.</summary>
    /// <returns>The state of the request; null while there is none.</returns>
    [Function(nameof(ForwardAccountRequest))]
    public async Task<Mailed<AccountRequestSnapshot?>> ForwardAccountRequest(
        [ActivityTrigger] Mailing<AccountRequestRun> step, CancellationToken cancellationToken)
    {
        if ((await requests.FindAsync(step.Input.RequestId, cancellationToken))?.Value is not { } request)
            return new(null);
        var snapshot = new AccountRequestSnapshot(request.State);
        if (step.IsGivenUp || request.State != AccountRequestState.Pending)
            return new(snapshot);
        var content = AccountRequestMails.Received(
            Language.German,
            request.Id,
            request.Name,
            request.Email,
            request.Company.Name,
            OneLine(request.Company.Address),
            request.SubmittedAt,
            request.Message);
        return new(snapshot, await mailer.SendAllAsync([MailOf(step, "Received", mail.Value.SalesAddress!, content)], cancellationToken));
    }

    /// <summary>Mails the rejection with its reason.</summary>
    [Function(nameof(RejectOrganization))]
    public async Task<Mailed<bool>> RejectOrganization(
        [ActivityTrigger] Mailing<AccountRequestRun> step, CancellationToken cancellationToken)
    {
        if (step.IsGivenUp)
            return new(true);
        var request = (await FindAsync(step.Input, cancellationToken)).Value;
        var content = AccountRequestMails.Rejected(request.Language, request.Name, request.Company.Name, request.Reason!);
        return new(true, await mailer.SendAllAsync([MailOf(step, "Rejected", request.Email, content)], cancellationToken));
    }

    /// <summary>Makes the organization of an approved request. Mails its owner, or invites the future owner.</summary>
    /// <returns>Whether the owner is already a known user.</returns>
    [Function(nameof(FoundOrganization))]
    public async Task<Mailed<bool>> FoundOrganization(
        [ActivityTrigger] Mailing<AccountRequestRun> step, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var (request, founded) = await FoundAsync(step.Input, cancellationToken);
        await search.FollowAsync(founded.OrganizationId, cancellationToken);
        if (founded.OwnerId is not { } ownerId)
        {
            await InviteOwnerAsync(request, processes, cancellationToken);
            return new(false);
        }

        await members.SyncMembershipAsync(founded.OrganizationId, ownerId, cancellationToken);
        if (step.IsGivenUp)
            return new(true);
        var content = AccountRequestMails.Approved(
            request.Language, request.Name, request.Company.Name, request.OrganizationId!, portal.Value.BaseUrl!);
        return new(true, await mailer.SendAllAsync([MailOf(step, "Approved", request.Email, content)], cancellationToken));
    }

    private async Task<(AccountRequest Request, Founded Founded)> FoundAsync(AccountRequestRun run, CancellationToken cancellationToken)
    {
        var founded = await founding.FoundAsync(run.RequestId, cancellationToken);
        // Read the request again: founding may have replaced a taken customer number.
        return ((await FindAsync(run, cancellationToken)).Value, founded);
    }

    private async Task InviteOwnerAsync(AccountRequest request, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var organization = await organizations.FindAsync(request.OrganizationId!, cancellationToken)
            ?? throw new InvalidOperationException("The organization is gone.");
        var owner = new InvitedOwner(request.Name, request.Email, request.Language);
        await invitations.InviteOnceAsync(
            processes, organization.Value, owner, Inviter.Sales(mail.Value), "owner-" + request.Id, cancellationToken);
    }

    private static OutgoingMail MailOf(Mailing<AccountRequestRun> step, string name, string to, MailContent content) =>
        new(OperationId.Of(step.ProcessId, name), to, content);

    private async Task<Stored<AccountRequest>> FindAsync(AccountRequestRun run, CancellationToken cancellationToken) =>
        await requests.FindAsync(run.RequestId, cancellationToken) ?? throw new InvalidOperationException("The request is gone.");

    private static string OneLine(Address address) =>
        $"{address.Street} {address.HouseNumber}".TrimEnd() + $", {address.PostalCode} {address.City}, {address.Country}";
}
