using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Relations.Partners;

/// <summary>
/// Accepts a partner's request: the customer grants what was asked for, less, or something else. The transaction that ends the
/// invitation decides. After it, this request writes the customer's side, or the process does if the host crashes.
/// </summary>
[TakesPartIn(nameof(AnswerInvitation.AcceptInvitation),
    Takes = typeof(AcceptanceForm),
    Fails =
    [
        typeof(PartnerStatusLost),
        typeof(OwnCustomer),
        typeof(AlreadyCustomer),
        typeof(TooManyPartners),
        typeof(CountryNotSelfService),
        typeof(CardTokenRefused),
        typeof(RequestInFlight),
    ])]
public sealed class AcceptCustomerRequest(
    OrganizationStore organizations,
    CustomerOfRequest customerOf,
    CustomerStore customers,
    DelegationStore delegations,
    PartnerStore partners,
    Partnerships partnerships,
    InvitationEnding ending,
    TimeProvider time) : IInvitationKind
{
    /// <inheritdoc />
    public bool IsFor(InvitationKind kind) => kind == InvitationKind.Customer;

    /// <inheritdoc />
    public async Task<IResult> AcceptAsync(AcceptanceRequest request, CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<AcceptanceForm>(request.Http, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var now = time.GetUtcNow();
        if (!Acceptance.From(form, CentralEurope.DayOf(now)).Succeeded(out var acceptance, out failure))
            return failure;
        if (await organizations.FindAsync(request.OrganizationId, cancellationToken) is not { Value.IsPartner: true })
            return new PartnerStatusLost();
        // A new account belongs to the user, whatever happens to the partnership.
        if (!(await customerOf.FindAsync(request, form, cancellationToken)).Succeeded(out var organization, out failure))
            return failure;
        if (Acceptance.Refuse(await BackgroundAsync(request, organization.Id, cancellationToken)) is { } refused)
            return refused;

        var (caller, invitation) = (request.Http.Caller(), request.Invitation.Value);
        var customer = acceptance.Begin(organization, invitation, caller, now);
        var process = await PartnershipProcess.AnnounceAsync(request.Processes, request.OrganizationId, invitation.Id, cancellationToken);
        var ended = invitation.End(InvitationState.Accepted, now, caller.UserId);
        var end = new InvitationEnd(request.OrganizationId, request.Invitation, ended, request.Http.Actor())
        {
            With = change => CustomerStore.Begin(change, customer, ifThere: new AlreadyCustomer()),
        };
        if (await ending.EndAsync(request.Processes, end, cancellationToken) is { } late)
            return late;
        var begun = await partnerships.BeginAsync(request.OrganizationId, customer, cancellationToken);
        await request.Processes.NotifyAsync(process);
        // The process handles every other failure; it retries for longer.
        return begun is TooManyPartners
            ? begun
            : Answer.Ok(MyOrganization.Of(new Membership(organization.Id, organization.Name, Role.LegalRepresentative)));
    }

    /// <inheritdoc />
    public async Task CompleteAsync(AcceptanceRequest request, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(
            request.OrganizationId, request.Invitation.Value.Id, cancellationToken) is { Value: { EndedAt: null } customer })
            await partnerships.BeginAsync(request.OrganizationId, customer, cancellationToken);
    }

    /// <inheritdoc />
    public MailContent? TextOf(InvitationMail mail, Invitation invitation, Uri link) =>
        CustomerRequestMails.Of(mail, invitation, invitation.Customer!, link);

    /// <summary>Puts the request on the partner's list of customers while it is open.</summary>
    public Task ListAsync(string organizationId, Invitation open, CancellationToken cancellationToken) =>
        customers.PutAsync(organizationId, CustomerEntry.Of(open), cancellationToken);

    /// <inheritdoc />
    public Task UnlistAsync(string organizationId, Invitation ended, CancellationToken cancellationToken) =>
        customers.RemoveAsync(organizationId, CustomerEntry.Of(ended), cancellationToken);

    private async Task<AcceptanceBackground> BackgroundAsync(
        AcceptanceRequest request, string customerId, CancellationToken cancellationToken)
    {
        var isOther = customerId != request.OrganizationId;
        var standing = isOther ? await delegations.FindPartnerAsync(customerId, request.OrganizationId, cancellationToken) : null;
        var count = isOther && standing is null ? (await partners.CountAsync(customerId, cancellationToken)).Value.Partners : 0;
        return new(request.OrganizationId, request.Invitation.Value.Id, customerId, standing?.Value, count);
    }
}

/// <summary>The customer's answer to a partner's request.</summary>
public sealed record AcceptanceForm
{
    /// <summary>What the partner may do: 1 to 50 entries, none of which another includes. To grant nothing, decline.</summary>
    [Required]
    [Length(1, Partners.Grants.Max)]
    public IReadOnlyList<GrantForm>? Grants { get; init; }

    /// <summary>
    /// Whether each grant is extended by six months on its last day. False when left out, whatever the partner asked for.
    /// </summary>
    public bool? AutoExtend { get; init; }

    /// <summary>
    /// The organization that becomes the customer. The user must be its legal representative. A user who represents exactly one
    /// organization may leave it out.
    /// </summary>
    public string? OrganizationId { get; init; }

    /// <summary>Instead of organizationId: the customer account to open.</summary>
    public AccountForm? Account { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static AcceptanceForm Example { get; } = new()
    {
        Grants = [GrantForm.ExampleOn(Product.Cloud, Right.Read), GrantForm.ExampleOn(Product.Account, Right.Billing)],
        AutoExtend = false,
        OrganizationId = "1234567",
    };
}
