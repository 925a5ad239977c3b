using System.ComponentModel.DataAnnotations;

namespace Accounts.Extranet.Budgets;

/// <summary>A budget in a request: an amount or hours.</summary>
public sealed record BudgetForm
{
    /// <summary>1 to 100 characters.</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>An order of the organization; for hours, one that has services. Leave it out for a budget of a project.</summary>
    public string? OrderId { get; init; }

    /// <summary>A project of the organization, whose orders count; leave it out for a budget of one order.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Net, in minor units of the order's currency; leave it out for a budget of hours.</summary>
    [Range(1d, 100_000_000_000d)]
    public long? Amount { get; init; }

    /// <summary>Hours of work, at most two decimals; leave it out for a budget of money.</summary>
    [Range(0.01, 1_000_000)]
    public decimal? Hours { get; init; }

    /// <summary>First day that counts: of work its own day, of anything else the first day of supply.</summary>
    [Required]
    public DateOnly? From { get; init; }

    /// <summary>Last day that counts, within 5 years of the first.</summary>
    [Required]
    public DateOnly? To { get; init; }

    /// <summary>Shares in percent, 1 to 200, at which a mail is sent, each once; 50, 80 and 100 when left out.</summary>
    [MaxLength(10)]
    public IReadOnlyList<int>? Alerts { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static BudgetForm Example { get; } = new()
    {
        Name = "Netzwerk 2027",
        OrderId = "1234567-1",
        Hours = 40,
        From = new DateOnly(2027, 1, 1),
        To = new DateOnly(2027, 12, 31),
        Alerts = [50, 80, 100],
    };
}
