using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Customers.Organizations;

/// <summary>The data of a customer account: the body of <c>POST /accounts</c> and <c>PUT …/account</c>.</summary>
public sealed record AccountForm
{
    /// <summary>Where the company is: DE, AT or CH. Companies elsewhere use the contact form.</summary>
    [Required]
    public string? Country { get; init; }

    /// <summary>The person to talk to.</summary>
    [Required]
    public ContactPersonForm? Contact { get; init; }

    /// <summary>Printed on invoices.</summary>
    [Required]
    public CompanyForm? Company { get; init; }

    /// <summary>
    /// DE: DE and 9 digits. AT: ATU and 8 digits. CH: CHE-###.###.### with or without MWST, TVA or IVA. The check digit is checked at
    /// once, and the official service is asked in the background.
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
    /// Where invoices go: the contact's own address, or another such as the accounting department's. It becomes the invoice contact.
    /// </summary>
    [Required]
    [EmailAddress]
    public string? InvoiceEmail { get; init; }

    /// <summary>Shown in the API documentation exactly as it is here.</summary>
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

/// <summary>The contact person in a request.</summary>
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

    /// <summary>In international form, or in the national form of the country. Stored as E.164, with an extension if it has one.</summary>
    [Required]
    public string? Phone { get; init; }
}

/// <summary>The company in a request.</summary>
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

/// <summary>How invoices are paid, in a request.</summary>
public sealed record PaymentForm
{
    /// <summary>Zahlungsmethode: invoice or card. mainAccount is allowed only when the main account already pays.</summary>
    [Required]
    public PaymentMethod? Method { get; init; }

    /// <summary>With method card: the token that the payment provider gave the frontend for the card. Never a card number.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? CardToken { get; init; }
}
