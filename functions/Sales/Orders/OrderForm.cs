using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>The body of an order.</summary>
public sealed record OrderForm
{
    /// <summary>1 to 200 lines, with at most 5,000 licenses in all.</summary>
    [Required]
    [Length(1, OrderDraft.MaxLines)]
    public IReadOnlyList<OrderLineForm>? Lines { get; init; }

    /// <summary>Wishes for the confirmation; possible only with the order.</summary>
    public ConfirmationForm? Confirmation { get; init; }

    /// <summary>
    /// The day on which licenses are bought, from today to 2 years ahead in Central European time. When left out, they are bought
    /// right after the confirmation.
    /// </summary>
    public DateOnly? ProcureOn { get; init; }

    /// <summary>The person who handles the licenses; required when there are licenses.</summary>
    public TechnicalContactForm? TechnicalContact { get; init; }

    /// <summary>The project of the organization that it is for; a project has at most 50 orders.</summary>
    public string? ProjectId { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static OrderForm Example { get; } = new()
    {
        Lines = [new() { Sku = "TICKETS-DC-50", Quantity = 2 }],
        Confirmation = new() { PurchaseOrderNumber = "PO-2026-0815" },
        TechnicalContact = new() { Name = "Toni Berger", Email = "technik@palmer-telefonbau.example" },
    };
}

/// <summary>A line in the body of an order.</summary>
public sealed record OrderLineForm
{
    /// <summary>A license or service of the catalog that has a price today.</summary>
    [Required]
    public string? Sku { get; init; }

    /// <summary>1 to 1,000.</summary>
    [Required]
    [Range(1, OrderDraft.MaxQuantity)]
    public int? Quantity { get; init; }
}

/// <summary>Wishes for the confirmation, in the body of an order.</summary>
public sealed record ConfirmationForm
{
    /// <summary>A different address; fields that are left out stay as in the account.</summary>
    public RecipientForm? Recipient { get; init; }

    /// <summary>The customer's own order number, up to 50 characters.</summary>
    [StringLength(50)]
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>A wish for the layout of the confirmation, up to 1,000 characters on several lines; a person reads it.</summary>
    [StringLength(1_000)]
    public string? LayoutWish { get; init; }
}

/// <summary>A different address for the confirmation.</summary>
public sealed record RecipientForm
{
    /// <summary>The name above the address.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? CompanyName { get; init; }

    /// <summary>The person or department it is for.</summary>
    [StringLength(100)]
    public string? Attention { get; init; }

    /// <summary>In any country.</summary>
    public AddressForm? Address { get; init; }

    /// <summary>The address that the confirmation is mailed to; by default that of the main contact.</summary>
    [EmailAddress]
    public string? Email { get; init; }
}

/// <summary>The person who handles the licenses, in the body of an order.</summary>
public sealed record TechnicalContactForm
{
    /// <summary>First and last name, 1 to 100 characters.</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>The address that the vendor writes to.</summary>
    [Required]
    [EmailAddress]
    public string? Email { get; init; }

    /// <summary>The contact's account at the vendor, if there is one. When left out, the vendor asks the contact to verify one.</summary>
    [StringLength(100)]
    public string? VendorAccount { get; init; }
}
