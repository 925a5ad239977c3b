using Accounts.Access;
using Accounts.Organizations;
using Accounts.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Contacts;

/// <summary><c>GET /organizations/{organizationId}/contacts</c> and one of them.</summary>
public sealed class ReadContacts(ContactStore contacts)
{
    /// <summary>A page of contacts.</summary>
    [Function(nameof(ListContacts))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing)]
    [Operation("List the contacts of an organization", Gives = typeof(PageView<ContactView>), Pages = true)]
    public async Task<IResult> ListContacts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/contacts")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok((await contacts.ListAsync(organizationId, page, cancellationToken)).Show(ContactView.Of));
    }

    /// <summary>One contact.</summary>
    [Function(nameof(GetContact))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing)]
    [Operation("Show a contact", Gives = typeof(ContactView), HasETag = true)]
    public async Task<IResult> GetContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/contacts/{contactId}")] HttpRequest request,
        string organizationId,
        string contactId,
        CancellationToken cancellationToken) =>
        Ids.IsWellFormed(contactId) && await contacts.FindAsync(organizationId, contactId, cancellationToken) is { } contact
            ? Answer.Ok(ContactView.Of(contact.Value), contact.Value.Version)
            : new NotFound();
}

/// <summary>A contact as the interface shows it.</summary>
public sealed record ContactView(
    string Id,
    ContactGroup Group,
    Salutation? Salutation,
    string? FirstName,
    string? LastName,
    string Email,
    string? Phone,
    Language Language)
{
    /// <summary>Shows a contact.</summary>
    public static ContactView Of(Contact contact) => new(
        contact.Id, contact.Group, contact.Salutation, contact.FirstName, contact.LastName, contact.Email, contact.Phone, contact.Language);
}
