using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Access.Rights;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>
/// <c>POST /organizations/{organizationId}/customers</c>: a partner asks a company for accesses (<c>seeds/002…</c>). The request
/// is an invitation of kind customer, so it can also be resent and revoked under the invitation routes.
/// </summary>
public sealed class AddCustomer(
    OrganizationStore organizations,
    InvitationStore invitations,
    InvitationSending sending,
    MailQuota quota,
    OrganizationChanges changes,
    TimeProvider time)
{
    private const int MaxMessageLength = 1000;

    [Function(nameof(AddCustomer))]
    [Allow(Who.LegalRepresentative)]
    [Operation(
        "Ask a company to become a customer of this partner",
        Description = "The company gets a mail with the requested accesses, and decides within 90 days: it grants them, others or none. "
            + "The answer's Location is that of the request. If the request is accepted, it is also that of the partnership.",
        Takes = typeof(CustomerForm),
        Gives = typeof(CustomerView),
        Status = StatusCodes.Status202Accepted,
        Creates = true,
        HasLocation = true,
        Fails = [typeof(PartnerStatusRequired), typeof(AlreadyInvited), typeof(TooManyOpenInvitations), typeof(TooManyMails)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/customers")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<CustomerForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var member = request.Member()!;
        if (!CreatingRequest.From(request, member.UserId, nameof(AddCustomer), form).Succeeded(out var creating, out failure))
            return failure;
        var now = time.GetUtcNow();
        // Before the form is checked: a day that was in the future may be past when the request is sent again.
        if (await changes.EarlierAnswerAsync(organizationId, creating, cancellationToken) is { } earlier)
            return earlier.Outcome.ToResult();
        var errors = new FieldErrors();
        var email = errors.Take("email", EmailAddress.Parse(form.Email));
        var companyName = errors.Take("companyName", Text.ParsePrinted(form.CompanyName, 1, 120));
        var message = errors.Take("message", Text.ParseLines(form.Message, 0, MaxMessageLength));
        var grants = Grants.Parse("requestedGrants", form.RequestedGrants, CentralEurope.DayOf(now), standing: [], errors);
        if (!errors.None)
            return errors.Failure;

        if (await organizations.FindAsync(organizationId, cancellationToken) is not { Value.IsPartner: true } partner)
            return new PartnerStatusRequired();
        // The write decides; this check saves the receiver's mail quota.
        if (await invitations.IsInvitedAsync(organizationId, email!.Key, InvitationKind.Customer, cancellationToken))
        {
            var answered = await changes.EarlierAnswerAsync(organizationId, creating, cancellationToken) ?? new AlreadyInvited();
            return answered.Outcome.ToResult();
        }

        if (await quota.TakeAsync(email.Key, creating.Id, cancellationToken) is { } refused)
            return refused;

        var inviter = new Inviter(member.UserId, member.Name ?? member.Email, member.Email, Languages.Of(request));
        var language = form.Language ?? Languages.Of(request);
        var invitation = sending.New(partner.Value, InvitationKind.Customer, email, role: null, language, inviter) with
        {
            Customer = new CustomerRequest(companyName!, grants!, form.AutoExtend ?? false, string.IsNullOrEmpty(message) ? null : message),
        };
        var path = $"/api/organizations/{organizationId}/customers/{invitation.Id}";
        var opening = new InvitationOpening(organizationId, invitation, request.Actor(), creating)
        {
            Answer = Answer.Accepted(path, CustomerView.Of(organizationId, invitation)),
        };
        return await sending.OpenAsync(processes, opening, cancellationToken);
    }
}

/// <summary>The body of a request for accesses.</summary>
public sealed record CustomerForm
{
    /// <summary>E-mail address of a legal representative of the customer, present or future.</summary>
    [Required]
    [EmailAddress]
    public string? Email { get; init; }

    /// <summary>The name in the list until the customer accepts; 1 to 120 characters.</summary>
    [Required]
    [StringLength(120, MinimumLength = 1)]
    public string? CompanyName { get; init; }

    /// <summary>The accesses asked for: 1 to 50, none of which another includes.</summary>
    [Required]
    [Length(1, Partners.Grants.Max)]
    public IReadOnlyList<GrantForm>? RequestedGrants { get; init; }

    /// <summary>Whether the accesses are extended by six months each time they end; the customer decides. False when left out.</summary>
    public bool? AutoExtend { get; init; }

    /// <summary>Text for the mail; up to 1000 characters.</summary>
    [StringLength(1_000)]
    public string? Message { get; init; }

    /// <summary>Language of the mails; by default the language of the request.</summary>
    public Language? Language { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static CustomerForm Example { get; } = new()
    {
        Email = "hanna@palmer-telefonbau.example",
        CompanyName = "Palmer Telefonbau GmbH",
        RequestedGrants = [GrantForm.ExampleOn(Product.Cloud, Right.Manage), GrantForm.ExampleOn(Product.Account, Right.Read)],
        AutoExtend = true,
        Message = "As agreed on the phone.",
        Language = Platform.Values.Language.German,
    };
}
