using Accounts.Organizations;

namespace Accounts.Contacts;

/// <summary>A person or mailbox of an organization.</summary>
/// <param name="Id">Names the contact within its organization; <see cref="MainId"/> is the main contact.</param>
/// <param name="Group">Its contact group (Benutzergruppe).</param>
/// <param name="Salutation">Null for a mailbox.</param>
/// <param name="FirstName">Null for a mailbox.</param>
/// <param name="LastName">Null for a mailbox.</param>
/// <param name="Email">Where mail goes.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Language">Of mails and documents for it.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record Contact(
    string Id,
    ContactGroup Group,
    Salutation? Salutation,
    string? FirstName,
    string? LastName,
    string Email,
    string? Phone,
    Language Language,
    int Version)
{
    /// <summary>The id of the one main contact.</summary>
    public const string MainId = "main";

    /// <summary>The main contact after the account's person has changed.</summary>
    public Contact With(ContactPerson person) => this with
    {
        Salutation = person.Salutation,
        FirstName = person.FirstName,
        LastName = person.LastName,
        Phone = person.Phone,
        Version = Version + 1,
    };
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
