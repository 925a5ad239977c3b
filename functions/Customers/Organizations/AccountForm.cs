using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Customers.Organizations;

/// <summary>What a customer account is made of, as it comes in: the body of <c>POST /accounts</c> and <c>PUT …/account</c>.</summary>
public sealed record AccountForm
{
    /// <summary>Where the company is: DE, AT or CH. Companies elsewhere write to the contact form.</summary>
    [Required]
    public string? Country { get; init; }

    /// <summary>The person to talk to.</summary>
    [Required]
    public ContactPersonForm? Contact { get; init; }

    /// <summary>Printed on invoices.</summary>
    [Required]
    public CompanyForm? Company { get; init; }

    /// <summary>
    /// DE: DE and 9 digits. AT: ATU and 8 digits. CH: CHE-###.###.### with or without MWST, TVA or IVA. Checked by its check
    /// digit at once and at the official service in the background.
    /// </summary>
    [Required]
    public string? VatId { get; init; }

    /// <summary>DE: HRA, HRB, GnR, PR, VR or GsR and the number. AT: FN, number and check letter. CH: the UID.</summary>
    [Required]
    public string? RegisterNumber { get; init; }

    /// <summary>DE only, and required there: the register court, e.g. Amtsgericht München.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? RegisterCourt { get; init; }

    /// <summary>How invoices are paid.</summary>
    [Required]
    public PaymentForm? Payment { get; init; }

    /// <summary>
    /// Where invoices go: the contact's own address or another such as the accounting department's. Becomes the invoice
    /// contact.
    /// </summary>
    [Required]
    [EmailAddress]
    public string? InvoiceEmail { get; init; }

    /// <summary>For the interface's documentation, and taken by it as it stands.</summary>
    public static AccountForm Example { get; } = new()
    {
        Country = "DE",
        Contact = new() { Salutation = Platform.Values.Salutation.Ms, FirstName = "Hanna", LastName = "Palmer", Phone = "+49 89 1234567" },
        Company = new()
        {
            Name = "Palmer Telefonbau GmbH",
            Address = new() { Street = "Brückenstr.", HouseNumber = "12", PostalCode = "80331", City = "München", Country = "DE" },
        },
        VatId = "DE136695976",
        RegisterNumber = "HRB 12345",
        RegisterCourt = "Amtsgericht München",
        Payment = new() { Method = PaymentMethod.Invoice },
        InvoiceEmail = "buchhaltung@palmer-telefonbau.example",
    };
}

/// <summary>The person to talk to, as it comes in.</summary>
public sealed record ContactPersonForm
{
    /// <summary>Anrede</summary>
    [Required]
    public Salutation? Salutation { get; init; }

    /// <summary>Vorname</summary>
    [Required]
    [StringLength(80, MinimumLength = 1)]
    public string? FirstName { get; init; }

    /// <summary>Nachname</summary>
    [Required]
    [StringLength(80, MinimumLength = 1)]
    public string? LastName { get; init; }

    /// <summary>International or as dialled within the country; kept as E.164, with its extension where it has one.</summary>
    [Required]
    public string? Phone { get; init; }
}

/// <summary>The company, as it comes in.</summary>
public sealed record CompanyForm
{
    /// <summary>Firma</summary>
    [Required]
    [StringLength(120, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Anschrift</summary>
    [Required]
    public AddressForm? Address { get; init; }
}

/// <summary>How invoices are paid, as it comes in.</summary>
public sealed record PaymentForm
{
    /// <summary>Zahlungsmethode: invoice or card. Only where the main account pays already, mainAccount leaves it so.</summary>
    [Required]
    public PaymentMethod? Method { get; init; }

    /// <summary>With method card: the token that the payment provider gave the frontend for the card. Never a card number.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? CardToken { get; init; }
}
