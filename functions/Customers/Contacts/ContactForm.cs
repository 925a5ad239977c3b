using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Platform.Values;

namespace Accounts.Customers.Contacts;

/// <summary>A contact in a request. A person has a first and last name, a mailbox has neither.</summary>
public record ContactForm
{
    /// <summary>Benutzergruppe; only the main contact is in <c>main</c>.</summary>
    [Required]
    public ContactGroup? Group { get; init; }

    /// <summary>Anrede; only for a person.</summary>
    public Salutation? Salutation { get; init; }

    /// <summary>Vorname</summary>
    [StringLength(80, MinimumLength = 1)]
    public string? FirstName { get; init; }

    /// <summary>Nachname</summary>
    [StringLength(80, MinimumLength = 1)]
    public string? LastName { get; init; }

    /// <summary>Where mail is sent. May be left out only in a copy.</summary>
    [EmailAddress]
    public string? Email { get; init; }

    /// <summary>
    /// In international form, or in the national form of the account's country. Stored as E.164, with an extension if it has one.
    /// </summary>
    public string? Phone { get; init; }

    /// <summary>Language of mails and documents; the account's language when left out.</summary>
    public Language? Language { get; init; }

    /// <summary>Postal address of the contact, in any country.</summary>
    public AddressForm? Address { get; init; }

    /// <summary>Optional, and not needed to receive invoices. When left out, the login stays as it is.</summary>
    public LoginForm? Login { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static ContactForm Example { get; } = new()
    {
        Group = ContactGroup.Technical,
        Salutation = Platform.Values.Salutation.Mx,
        FirstName = "Toni",
        LastName = "Berger",
        Email = "technik@palmer-telefonbau.example",
        Phone = "+49 89 1234568",
        Language = Platform.Values.Language.German,
    };
}

/// <summary>A new contact in a request: from scratch, or as a copy.</summary>
public sealed record NewContactForm : ContactForm
{
    /// <summary>
    /// <c>main</c> or the id of a contact. Address, phone and language are copied from it where this body leaves them out. Without its
    /// own <c>email</c>, the copy is the same person with the same address.
    /// </summary>
    public string? CopyFrom { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static new NewContactForm Example { get; } = new()
    {
        CopyFrom = Contact.MainId,
        Group = ContactGroup.Invoices,
        Email = "rechnungen@palmer-telefonbau.example",
    };
}

/// <summary>The login of a contact in a request.</summary>
public sealed record LoginForm
{
    /// <summary>
    /// True sends an invitation to the contact's address, or changes the permissions of the existing login. False removes the login and
    /// its member.
    /// </summary>
    [Required]
    public bool? Enabled { get; init; }

    /// <summary>Permissions of the login. Every login may also read the organization itself.</summary>
    public IReadOnlyList<Permission>? Permissions { get; init; }
}
