using System.ComponentModel.DataAnnotations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Relations.SubAccounts;

/// <summary>The body of a request to add a sub-account.</summary>
public sealed record AddSubAccountForm
{
    /// <summary>Whether an existing account is asked or a new one ordered.</summary>
    [Required]
    public SubAccountMode? Mode { get; init; }

    /// <summary>With mode link: the account's customer number.</summary>
    public string? CustomerNumber { get; init; }

    /// <summary>With mode order: the new account.</summary>
    public NewSubAccountForm? Account { get; init; }

    /// <summary>
    /// With mode order: its products, 1 to 200 of the catalog's kind account that are sold today, each once. An operator
    /// provisions them.
    /// </summary>
    [Length(1, OrderDraft.MaxLines)]
    public IReadOnlyList<SubAccountLineForm>? Lines { get; init; }

    /// <summary>With mode order: wishes for the order confirmation.</summary>
    public ConfirmationForm? Confirmation { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static AddSubAccountForm Example { get; } = new()
    {
        Mode = SubAccountMode.Order,
        Account = new()
        {
            Country = "DE",
            Contact = new() { Salutation = Salutation.Mx, FirstName = "Maxi", LastName = "Mustermensch", Phone = "+49 30 1234567" },
            Email = "berlin@palmer-telefonbau.example",
            Company = new()
            {
                Name = "Palmer Telefonbau GmbH, Standort Berlin",
                Address = new() { Street = "Oranienplatz", HouseNumber = "4", PostalCode = "10999", City = "Berlin", Country = "DE" },
            },
            VatId = "DE136695976",
            RegisterNumber = "HRB 12345",
            RegisterCourt = "Amtsgericht München",
        },
        Lines = [new() { Sku = "SIP-TRUNK-30", Quantity = 1 }],
    };
}

/// <summary>How a sub-account is added.</summary>
public enum SubAccountMode
{
    /// <summary>Bestehendes Konto hinzufügen</summary>
    Link,

    /// <summary>Neuen Nebenaccount erstellen</summary>
    Order,
}

/// <summary>
/// A new account of a main account: what every account consists of, except payment. The main account pays until the local staff
/// choose their own means of payment.
/// </summary>
public sealed record NewSubAccountForm
{
    /// <summary>Where the location is: DE, AT or CH.</summary>
    [Required]
    public string? Country { get; init; }

    /// <summary>The contact person at the location.</summary>
    [Required]
    public ContactPersonForm? Contact { get; init; }

    /// <summary>
    /// That person's e-mail address. The person is invited to become the account's legal representative, so that the local staff
    /// have their own login.
    /// </summary>
    [Required]
    [EmailAddress]
    public string? Email { get; init; }

    /// <summary>Printed on invoices.</summary>
    [Required]
    public CompanyForm? Company { get; init; }

    /// <summary>As for every account; locations of one company have the same.</summary>
    [Required]
    public string? VatId { get; init; }

    /// <summary>As for every account; locations of one company have the same.</summary>
    [Required]
    public string? RegisterNumber { get; init; }

    /// <summary>DE only, and required there.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? RegisterCourt { get; init; }

    /// <summary>Where its invoices go; by default, where those of the main account go.</summary>
    [EmailAddress]
    public string? InvoiceEmail { get; init; }

    /// <summary>Language of mails and documents; by default the language of the request.</summary>
    public Language? Language { get; init; }
}

/// <summary>A product ordered for a new sub-account.</summary>
public sealed record SubAccountLineForm
{
    /// <summary>SKU of a catalog product of the kind account.</summary>
    [Required]
    public string? Sku { get; init; }

    /// <summary>How many: 1 to 1,000.</summary>
    [Required]
    [Range(1, OrderDraft.MaxQuantity)]
    public int? Quantity { get; init; }
}
