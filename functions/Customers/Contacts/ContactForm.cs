using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Platform.Values;

namespace Accounts.Customers.Contacts;

/// <summary>A contact as it comes in. A person has a first and last name, a mailbox has neither.</summary>
public record ContactForm
{
    /// <summary>Benutzergruppe; <c>main</c> is the one main contact's only.</summary>
    [Required]
    public ContactGroup? Group { get; init; }

    /// <summary>Anrede; of a person only.</summary>
    public Salutation? Salutation { get; init; }

    /// <summary>Vorname</summary>
    [StringLength(80, MinimumLength = 1)]
    public string? FirstName { get; init; }

    /// <summary>Nachname</summary>
    [StringLength(80, MinimumLength = 1)]
    public string? LastName { get; init; }

    /// <summary>Where mail goes. May be left out in a copy only.</summary>
    [EmailAddress]
    public string? Email { get; init; }

    /// <summary>International or as dialled within the account's country; kept as E.164, with its extension where it has one.</summary>
    public string? Phone { get; init; }

    /// <summary>Of mails and documents; the account's language when left out.</summary>
    public Language? Language { get; init; }

    /// <summary>Where the contact is, in any country.</summary>
    public AddressForm? Address { get; init; }

    /// <summary>Optional, and not needed to receive invoices. Left out, it stays as it is.</summary>
    public LoginForm? Login { get; init; }

    /// <summary>For the interface's documentation.</summary>
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

/// <summary>A new contact as it comes in: from scratch, or as a copy.</summary>
public sealed record NewContactForm : ContactForm
{
    /// <summary>
    /// <c>main</c> or the id of a contact. Address, phone and language are taken from it where this body leaves them out;
    /// without an <c>email</c> of its own, the copy is the same person under the same address.
    /// </summary>
    public string? CopyFrom { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static new NewContactForm Example { get; } = new()
    {
        CopyFrom = Contact.MainId,
        Group = ContactGroup.Invoices,
        Email = "rechnungen@palmer-telefonbau.example",
    };
}

/// <summary>The login of a contact as it comes in.</summary>
public sealed record LoginForm
{
    /// <summary>
    /// True sends an invitation to the contact's address, or changes the permissions of the login that there is. False takes it
    /// back, and the member with it.
    /// </summary>
    [Required]
    public bool? Enabled { get; init; }

    /// <summary>What the login may do, beside seeing that there is the organization.</summary>
    public IReadOnlyList<Permission>? Permissions { get; init; }
}
