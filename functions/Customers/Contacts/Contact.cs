using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.Contacts;

/// <summary>A person or mailbox of an organization.</summary>
/// <param name="Id">Id of the contact within its organization; <see cref="MainId"/> is the main contact.</param>
/// <param name="Group">Its contact group (Benutzergruppe).</param>
/// <param name="Salutation">Null for a mailbox.</param>
/// <param name="FirstName">Null for a mailbox.</param>
/// <param name="LastName">Null for a mailbox.</param>
/// <param name="Email">Where mail is sent.</param>
/// <param name="Phone">E.164, with an extension if it has one: +498912345678 ext. 12.</param>
/// <param name="Language">Language of mails and documents for the contact.</param>
/// <param name="Version">Grows with every change by a user.</param>
public sealed record Contact(
    string Id,
    ContactGroup Group,
    Salutation? Salutation,
    string? FirstName,
    string? LastName,
    string Email,
    string? Phone,
    Language Language,
    int Version) : IVersioned
{
    /// <summary>The id of the main contact.</summary>
    public const string MainId = "main";

    /// <summary>Its postal address, if known.</summary>
    public Address? Address { get; init; }

    /// <summary>The contact that it was copied from. That contact may have been changed or deleted since.</summary>
    public string? CopiedFrom { get; init; }

    /// <summary>Its login, even one that has ended; null when there is none.</summary>
    public ContactLogin? Login { get; init; }

    // Ids are random, and the main contact is never deleted.
    string IVersioned.Life => Id;

    public static Contact New(string id, ContactDraft draft) =>
        new(
            id,
            draft.Group,
            draft.Salutation,
            draft.Name?.First,
            draft.Name?.Last,
            draft.Email.ToString(),
            draft.Phone,
            draft.Language,
            Version: 1)
        { Address = draft.Address };

    /// <summary>The main contact after the account's person has changed.</summary>
    public Contact With(ContactPerson person) => this with
    {
        Salutation = person.Salutation,
        FirstName = person.FirstName,
        LastName = person.LastName,
        Phone = person.Phone,
        Version = Version + 1,
    };

    /// <summary>
    /// The account after this contact has changed. Its person comes from the main contact, its invoice address from the active invoice
    /// contact.
    /// </summary>
    public CustomerAccount Lead(CustomerAccount account) => account with
    {
        Contact = Id == MainId
            ? new ContactPerson(Salutation ?? Platform.Values.Salutation.Mx, FirstName!, LastName!, Phone)
            : account.Contact,
        InvoiceEmail = Id == account.InvoiceContactId ? Email : account.InvoiceEmail,
        InvoicesToMainAccount = account.InvoicesToMainAccount && (Id != account.InvoiceContactId || Email == account.InvoiceEmail),
    };

    /// <summary>The contact after a change by a user.</summary>
    public Contact With(ContactDraft draft) => this with
    {
        Group = draft.Group,
        Salutation = draft.Salutation,
        FirstName = draft.Name?.First,
        LastName = draft.Name?.Last,
        Email = draft.Email.ToString(),
        Phone = draft.Phone,
        Language = draft.Language,
        Address = draft.Address,
        Version = Version + 1,
    };

    /// <summary>
    /// The contact after the invitation to its login has ended. This is not a change by a user: the version stays, so that no
    /// <c>If-Match</c> fails because of it.
    /// </summary>
    public Contact Follow(Invitation ended) => this with
    {
        Login = Login! with
        {
            State = ended.State switch
            {
                InvitationState.Accepted => LoginState.Active,
                InvitationState.Declined => LoginState.Declined,
                InvitationState.Revoked => LoginState.Revoked,
                InvitationState.Expired => LoginState.Expired,
                _ => throw new ArgumentOutOfRangeException(nameof(ended)),
            },
            UserId = ended.AcceptedBy,
        },
    };

    /// <summary>Whether this change sends invoices to another address, now or on the day of a scheduled switch.</summary>
    public bool Reroutes(Contact changed, CustomerAccount account) =>
        (account.InvoiceContactId == Id || account.ScheduledSwitch?.ContactId == Id)
        && !(EmailAddress.Parse(changed.Email).Value is { } email && HasAddress(email));

    /// <summary>Whether this is the contact's address, however it is spelled.</summary>
    public bool HasAddress(EmailAddress email) => email.Equals(EmailAddress.Parse(Email).Value);

    /// <summary>Null when a user may make this change; otherwise why not.</summary>
    public Failure? RefuseChange(ContactDraft draft, CustomerAccount account)
    {
        if (Group == ContactGroup.Main && draft.Group != ContactGroup.Main)
            return new MainContactStays();
        if (Group == ContactGroup.Main && draft.Name is null)
            return new InvalidFields([new FieldError("#/lastName", "The main contact is a person.", "A first and last name.")]);
        if (Group != ContactGroup.Main && draft.Group == ContactGroup.Main)
            return new InvalidFields(
                [
                    new FieldError(
                        "#/group", "There is exactly one main contact, and this is not it.", "One of technical, support, invoices."),
                ]);
        return draft.Group == ContactGroup.Invoices ? null : RefuseToLeaveInvoices(account);
    }

    /// <summary>Null when the change is allowed; otherwise why not. A login in use belongs to the person behind the address.</summary>
    public Failure? RefuseAddress(Contact changed) =>
        Login is { IsOpen: true } && changed.Login is { IsOpen: true }
        && EmailAddress.Parse(changed.Email).Value is { } email && !HasAddress(email)
            ? new ContactHasLogin()
            : null;

    /// <summary>Null when invoices neither go nor will go to this contact; otherwise why it cannot be deleted or leave its group.</summary>
    public Failure? RefuseToLeaveInvoices(CustomerAccount account) =>
        account.InvoiceContactId == Id ? new ActiveInvoiceContact()
        : account.ScheduledSwitch?.ContactId == Id ? new ScheduledInvoiceContact()
        : null;
}

/// <summary>Contact groups (Benutzergruppen).</summary>
public enum ContactGroup
{
    /// <summary>The main contact.</summary>
    Main,

    /// <summary>Technical questions.</summary>
    Technical,

    /// <summary>Tickets.</summary>
    Support,

    /// <summary>Rechnungen; one of these is the active invoice contact.</summary>
    Invoices,
}
