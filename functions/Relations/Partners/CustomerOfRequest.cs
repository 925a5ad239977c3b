using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.Partners;

/// <summary>Finds the organization that accepts a partner's request: one of the user's, or one that is opened now.</summary>
public sealed class CustomerOfRequest(
    OrganizationStore organizations,
    MemberStore members,
    UserDirectory directory,
    AccountOpening opening,
    SelfServiceOpening selfService,
    IOptions<ContactFormOptions> contactForm)
{
    private const string Choices = "The id of an organization whose legal representative you are, or account for a new organization.";

    /// <summary>The organization, or what is wrong with the choice.</summary>
    public async Task<Outcome<Organization>> FindAsync(AcceptanceRequest request, AcceptanceForm form, CancellationToken cancellationToken)
    {
        var caller = request.Http.Caller();
        if (form.Account is not null)
            return await OpenAsync(request, caller, form.Account, cancellationToken);
        if (form.OrganizationId is { } chosen)
        {
            return CustomerNumber.Parse(chosen).Value?.ToString() == chosen
                && await RepresentedAsync(chosen, caller, cancellationToken) is { } organization
                ? organization
                : Wrong("You are not a legal representative of this organization.");
        }

        // The list is a copy and may be out of date, so the member's own row is checked before the organization is used.
        var memberships = (await directory.OpenAsync(caller, cancellationToken)).Memberships;
        var represented = memberships.Where(membership => membership.Role == Role.LegalRepresentative).ToList();
        if (represented.Count == 1 && await RepresentedAsync(represented[0].OrganizationId, caller, cancellationToken) is { } only)
            return only;
        return Wrong(represented.Count > 1 ? "You represent several organizations." : "You represent no organization.");
    }

    private async Task<Organization?> RepresentedAsync(string organizationId, Caller caller, CancellationToken cancellationToken) =>
        await members.FindAsync(organizationId, caller.UserId, cancellationToken)
            is { Value: { Role: Role.LegalRepresentative, Login: null } }
            ? (await organizations.FindAsync(organizationId, cancellationToken))?.Value
            : null;

    /// <summary>
    /// A request opens at most one account: a second attempt continues with the first one's account, even if the form differs.
    /// </summary>
    private async Task<Outcome<Organization>> OpenAsync(
        AcceptanceRequest request, Caller caller, AccountForm form, CancellationToken cancellationToken)
    {
        if (!AccountDraft.From(form, contactForm.Value.Url).Succeeded(out var draft, out var failure))
            return failure is InvalidFields wrong ? Below(wrong) : failure;
        var name = Hashes.Of($"{caller.UserId}\n{nameof(AcceptCustomerRequest)}\n{request.Invitation.Value.Id}");
        var creating = new CreatingRequest(name, Fingerprint: "");
        var answer = await selfService.OpenAsync(
            request.Processes, new(caller, caller.Email!, draft, request.Invitation.Value.Language, creating), cancellationToken);
        if (answer is Failure refused)
            return refused is InvalidFields fields ? Below(fields) : refused;
        var opened = await opening.FindAsync(caller.UserId, creating.Id, cancellationToken)
            ?? throw new InvalidOperationException("An account was opened but cannot be found.");
        return (await organizations.FindAsync(opened.OrganizationId, cancellationToken))!.Value;
    }

    // The account's fields are one level deeper here than in a request that only opens an account.
    private static InvalidFields Below(InvalidFields wrong) =>
        new([.. wrong.Errors.Select(error => error with { Place = "#/account" + error.Place[1..] })]);

    private static InvalidFields Wrong(string problem) => new([new FieldError("#/organizationId", problem, Choices)]);
}
