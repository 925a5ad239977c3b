using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.AccountRequests;

/// <summary>What the process needs to know of a request.</summary>
public sealed record AccountRequestGlance(AccountRequestState State);

/// <summary>A mail of the process.</summary>
public sealed record AccountRequestMailStep(AccountRequestRun Run, AccountRequestMail Mail, string ProcessId);

/// <summary>The mails of the process.</summary>
public enum AccountRequestMail
{
    /// <summary>To sales.</summary>
    Received,

    /// <summary>To the customer, who owns the organization already.</summary>
    Approved,

    /// <summary>To the customer.</summary>
    Rejected,
}

/// <summary>The side effects of <see cref="AccountRequestProcess"/>; each may run twice.</summary>
public sealed class AccountRequestActivities(
    AccountRequestStore requests,
    OrganizationFounding founding,
    OrganizationStore organizations,
    MemberStore members,
    UserDirectory directory,
    InvitationSending invitations,
    Mailer mailer,
    IOptions<MailOptions> mail,
    IOptions<PortalOptions> portal)
{
    /// <summary>How the request stands; null while there is none.</summary>
    [Function(nameof(LookAtAccountRequest))]
    public async Task<AccountRequestGlance?> LookAtAccountRequest([ActivityTrigger] AccountRequestRun run, CancellationToken cancellationToken) =>
        await requests.FindAsync(run.RequestId, cancellationToken) is { } request ? new(request.Value.State) : null;

    /// <summary>Makes the organization of an approved request; true when its owner is known.</summary>
    [Function(nameof(FoundOrganization))]
    public async Task<bool> FoundOrganization([ActivityTrigger] AccountRequestRun run, CancellationToken cancellationToken)
    {
        while (true)
        {
            var request = await requests.FindAsync(run.RequestId, cancellationToken) ?? throw new InvalidOperationException("The request is gone.");
            var owner = await directory.FindAsync(request.Value.EmailKey, cancellationToken);
            if (await founding.TryFoundAsync(request.Value, owner, cancellationToken) is { } founded)
            {
                if (founded.OwnerId is { } ownerId)
                    await members.SyncMembershipAsync(founded.OrganizationId, ownerId, cancellationToken);
                return founded.OwnerId is not null;
            }

            // The number that was set aside with the approval is somebody else's; another one is.
            await requests.TryChangeAsync(request, request.Value with { OrganizationId = CustomerNumber.Random().ToString() }, cancellationToken);
        }
    }

    /// <summary>Invites the owner of the organization that was made.</summary>
    [Function(nameof(InviteOwner))]
    public async Task InviteOwner([ActivityTrigger] AccountRequestRun run, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var request = await FindAsync(run, cancellationToken);
        var organization = await organizations.FindAsync(request.OrganizationId!, cancellationToken) ?? throw new InvalidOperationException("The organization is gone.");
        var email = EmailAddress.Parse(request.Email).Value ?? throw new InvalidOperationException("The address was checked when it came in.");
        var invitation = invitations.New(organization.Value, InvitationKind.Owner, email, Role.LegalRepresentative, request.Language, Inviter.Sales(mail.Value))
            with
        { InvitedName = request.Name };
        // Run twice, the second time finds the answer of the first under the same id.
        var answer = await invitations.OpenAsync(processes, organization.Value.Id, invitation, Actor.System, new CreatingRequest("owner-" + run.RequestId, Fingerprint: ""), cancellationToken);
        if (answer is TemporarilyUnavailable)
            throw new TimeoutException("The invitation could not be written.");
    }

    /// <summary>Sends one mail.</summary>
    [Function(nameof(SendAccountRequestMail))]
    public async Task SendAccountRequestMail([ActivityTrigger] AccountRequestMailStep step, CancellationToken cancellationToken)
    {
        var request = await FindAsync(step.Run, cancellationToken);
        var content = step.Mail switch
        {
            AccountRequestMail.Received => AccountRequestMails.Received(
                Language.German, request.Id, request.Name, request.Email, request.Company.Name, OneLine(request.Company.Address), request.SubmittedAt, request.Message),
            AccountRequestMail.Approved => AccountRequestMails.Approved(
                request.Language, request.Name, request.Company.Name, request.OrganizationId!, portal.Value.BaseUrl!),
            _ => AccountRequestMails.Rejected(request.Language, request.Name, request.Company.Name, request.Reason!),
        };
        var to = step.Mail == AccountRequestMail.Received ? mail.Value.SalesAddress! : request.Email;
        await mailer.SendAsync(OperationId.Of(step.ProcessId, step.Mail.ToString()), to, content, cancellationToken);
    }

    private async Task<AccountRequest> FindAsync(AccountRequestRun run, CancellationToken cancellationToken) =>
        (await requests.FindAsync(run.RequestId, cancellationToken))?.Value ?? throw new InvalidOperationException("The request is gone.");

    private static string OneLine(Address address) =>
        $"{address.Street} {address.HouseNumber}".TrimEnd() + $", {address.PostalCode} {address.City}, {address.Country}";
}
