using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.Contacts;

/// <summary><c>GET /organizations/{organizationId}/contacts</c> and one of them.</summary>
public sealed class ReadContacts(ContactStore contacts)
{
    [Function(nameof(ListContacts))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing, Permission.ContactsRead)]
    [Operation("List the contacts of an organization", Gives = typeof(PageView<ContactView>), Pages = true)]
    public async Task<IResult> ListContacts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/contacts")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok(
            (await contacts.ListAsync(organizationId, page, cancellationToken)).Show(contact => ContactView.Of(organizationId, contact)));
    }

    [Function(nameof(GetContact))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing, Permission.ContactsRead)]
    [Operation("Show a contact", Gives = typeof(ContactView), HasETag = true)]
    public async Task<IResult> GetContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/contacts/{contactId}")]
        HttpRequest request,
        string organizationId,
        string contactId,
        CancellationToken cancellationToken) =>
        Ids.IsWellFormed(contactId) && await contacts.FindAsync(organizationId, contactId, cancellationToken) is { } contact
            ? Answer.Ok(ContactView.Of(organizationId, contact.Value), contact.Value)
            : new NotFound();
}

/// <summary>A contact as the API returns it.</summary>
/// <param name="Id">Id of the contact.</param>
/// <param name="Group">Its contact group (Benutzergruppe).</param>
/// <param name="Salutation">Absent for a mailbox.</param>
/// <param name="FirstName">Absent for a mailbox.</param>
/// <param name="LastName">Absent for a mailbox.</param>
/// <param name="Email">Where mail is sent.</param>
/// <param name="Phone">E.164, with an extension if it has one: +498912345678 ext. 12.</param>
/// <param name="Language">Language of mails and documents for the contact.</param>
/// <param name="Address">Its postal address.</param>
/// <param name="CopiedFrom">The contact that it was copied from. That contact may have been changed or deleted since.</param>
/// <param name="Login">Whether it can sign in, and what it may do then.</param>
public sealed record ContactView(
    string Id,
    ContactGroup Group,
    Salutation? Salutation,
    string? FirstName,
    string? LastName,
    string Email,
    string? Phone,
    Language Language,
    Address? Address,
    string? CopiedFrom,
    LoginView Login)
{
    public static ContactView Of(string organizationId, Contact contact) => new(
        contact.Id,
        contact.Group,
        contact.Salutation,
        contact.FirstName,
        contact.LastName,
        contact.Email,
        contact.Phone,
        contact.Language,
        contact.Address,
        contact.CopiedFrom,
        LoginView.Of(organizationId, contact.Login));
}

/// <summary>The login of a contact as the API returns it.</summary>
/// <param name="Enabled">Whether an invitation waits for its answer or the login is in use.</param>
/// <param name="State">State of the login.</param>
/// <param name="Permissions">What it may do.</param>
/// <param name="UserId">Id of the member that the login became.</param>
/// <param name="Links">Absent without a login.</param>
public sealed record LoginView(bool Enabled, LoginState State, IReadOnlyList<Permission> Permissions, string? UserId, LoginLinks? Links)
{
    public static LoginView Of(string organizationId, ContactLogin? login) => login is null
        ? new(false, LoginState.None, [], null, null)
        : new(
            login.IsOpen,
            login.State,
            login.Permissions,
            login.UserId,
            new LoginLinks($"/api/organizations/{organizationId}/invitations/{login.InvitationId}"));
}

/// <summary>Links of a login.</summary>
/// <param name="Invitation">The invitation that the login came from.</param>
public sealed record LoginLinks(string Invitation);
