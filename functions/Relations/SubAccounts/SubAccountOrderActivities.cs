using Accounts.Access;
using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.SubAccounts;

/// <summary>What the process needs to know of an ordered account.</summary>
public sealed record OrderedAccountGlance(bool IsNew);

/// <summary>A mail of the process.</summary>
public sealed record SubAccountMailStep(SubAccountOrderRun Run, SubAccountMail Mail, string ProcessId);

/// <summary>The mails of the process.</summary>
public enum SubAccountMail
{
    /// <summary>To who ordered: it is under way.</summary>
    Received,

    /// <summary>To who ordered: it is set up.</summary>
    ActiveToMainAccount,

    /// <summary>To the location: it is set up.</summary>
    ActiveToLocation,
}

/// <summary>The side effects of <see cref="SubAccountOrderProcess"/>; each may run twice.</summary>
public sealed class SubAccountOrderActivities(
    SubAccountStore subAccounts,
    OrganizationStore organizations,
    ContactStore contacts,
    InvitationSending invitations,
    Mailer mailer,
    IOptions<PortalOptions> portal)
{
    /// <summary>How the account stands; null while it is not linked.</summary>
    [Function(nameof(LookAtOrderedAccount))]
    public async Task<OrderedAccountGlance?> LookAtOrderedAccount([ActivityTrigger] SubAccountOrderRun run, CancellationToken cancellationToken) =>
        // Released since, it is somebody's own, and was set up before.
        (await subAccounts.FindPlaceAsync(run.Link.SubId, cancellationToken)).Value is { MainId: null } or { IsLinked: true }
        && await organizations.FindAsync(run.Link.SubId, cancellationToken) is { } organization
            ? new(organization.Value.State == OrganizationState.New)
            : null;

    /// <summary>Invites the location's contact to become the account's legal representative.</summary>
    [Function(nameof(InviteLocalOwner))]
    public async Task InviteLocalOwner([ActivityTrigger] SubAccountOrderRun run, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var (organization, order, main) = await FindAsync(run, cancellationToken);
        var email = EmailAddress.Parse(main.Email).Value ?? throw new InvalidOperationException("The address was checked when it came in.");
        var invitation = invitations.New(organization, InvitationKind.Owner, email, Role.LegalRepresentative, main.Language, order.OrderedBy) with { InvitedName = $"{main.FirstName} {main.LastName}" };
        // Run twice, the second time finds the answer of the first under the same id.
        var answer = await invitations.OpenAsync(processes, organization.Id, invitation, Actor.System, new CreatingRequest("owner-" + run.Link.Id, Fingerprint: ""), cancellationToken);
        if (answer is TemporarilyUnavailable)
            throw new TimeoutException("The invitation could not be written.");
    }

    /// <summary>Sends one mail.</summary>
    [Function(nameof(SendSubAccountMail))]
    public async Task SendSubAccountMail([ActivityTrigger] SubAccountMailStep step, CancellationToken cancellationToken)
    {
        var (organization, order, contact) = await FindAsync(step.Run, cancellationToken);
        var (orderedBy, dashboard) = (order.OrderedBy, portal.Value.Dashboard(organization.Id));
        var location = $"{contact.FirstName} {contact.LastName}";
        var (to, content) = step.Mail switch
        {
            SubAccountMail.Received => (orderedBy.Email, SubAccountMails.Received(orderedBy.Language, orderedBy.Name, organization.Name, organization.Id, location, order.OrderedAt, order.Lines)),
            SubAccountMail.ActiveToMainAccount => (orderedBy.Email, SubAccountMails.ActiveToMainAccount(orderedBy.Language, orderedBy.Name, organization.Name, organization.Id, location, dashboard)),
            _ => (contact.Email, SubAccountMails.ActiveToLocation(contact.Language, location, organization.Name, organization.Id, dashboard)),
        };
        await mailer.SendAsync(OperationId.Of(step.ProcessId, step.Mail.ToString()), to, content, cancellationToken);
    }

    private async Task<(Organization Organization, SubAccountOrder Order, Contact Main)> FindAsync(SubAccountOrderRun run, CancellationToken cancellationToken) =>
        await organizations.FindAsync(run.Link.SubId, cancellationToken) is { } organization
        && await subAccounts.FindOrderAsync(run.Link.SubId, cancellationToken) is { } order
        && await contacts.FindAsync(run.Link.SubId, Contact.MainId, cancellationToken) is { } main
            ? (organization.Value, order, main.Value)
            : throw new InvalidOperationException("An ordered account is gone.");
}
