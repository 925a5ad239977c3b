using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>An order as it comes in.</summary>
public sealed record OrderForm
{
    /// <summary>1 to 200 lines, with 5,000 licenses in all at the most.</summary>
    [Required]
    [Length(1, OrderDraft.MaxLines)]
    public IReadOnlyList<OrderLineForm>? Lines { get; init; }

    /// <summary>What is wished of the confirmation; can be wished with the order only.</summary>
    public ConfirmationForm? Confirmation { get; init; }

    /// <summary>
    /// The day on which licenses are bought, today to 2 years ahead in Central European time; left out, they are bought right
    /// after the confirmation.
    /// </summary>
    public DateOnly? ProcureOn { get; init; }

    /// <summary>Who deals with the licenses; required when there are some.</summary>
    public TechnicalContactForm? TechnicalContact { get; init; }

    /// <summary>The project of the organization that it is for; 50 orders of one at the most.</summary>
    public string? ProjectId { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static OrderForm Example { get; } = new()
    {
        Lines = [new() { Sku = "TICKETS-DC-50", Quantity = 2 }],
        Confirmation = new() { PurchaseOrderNumber = "PO-2026-0815" },
        TechnicalContact = new() { Name = "Toni Berger", Email = "technik@palmer-telefonbau.example" },
    };
}

/// <summary>A line of an order, as it comes in.</summary>
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

/// <summary>Wishes on the confirmation, as they come in.</summary>
public sealed record ConfirmationForm
{
    /// <summary>A changed addressing; what is left out stays as in the account.</summary>
    public RecipientForm? Recipient { get; init; }

    /// <summary>The customer's own order number, up to 50 characters.</summary>
    [StringLength(50)]
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>A wish on the layout of the confirmation, up to 1,000 characters on several lines; people read it.</summary>
    [StringLength(1_000)]
    public string? LayoutWish { get; init; }
}

/// <summary>A changed addressing, as it comes in.</summary>
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

    /// <summary>Where the confirmation is mailed to; left out, to the main contact.</summary>
    [EmailAddress]
    public string? Email { get; init; }
}

/// <summary>Who deals with the licenses, as it comes in.</summary>
public sealed record TechnicalContactForm
{
    /// <summary>First and last name, 1 to 100 characters.</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Where the vendor writes to.</summary>
    [Required]
    [EmailAddress]
    public string? Email { get; init; }

    /// <summary>The contact's account at the vendor, where there is one; left out, the vendor asks the contact to verify one.</summary>
    [StringLength(100)]
    public string? VendorAccount { get; init; }
}
