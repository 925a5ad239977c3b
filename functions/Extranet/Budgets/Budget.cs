using Accounts.Platform.Http;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// What may be spent on an order, or on the orders of a project, in some time: money or hours. What is used is not kept here but
/// counted whenever it is asked for, see <see cref="OrderUse"/>.
/// </summary>
public sealed record Budget : IVersioned
{
    /// <summary>Most budgets of an organization.</summary>
    public const int Limit = 100;

    /// <summary>Names it within its organization.</summary>
    public required string Id { get; init; }

    /// <summary>What it says.</summary>
    public required BudgetTerms Terms { get; init; }

    /// <summary>The shares whose mail was sent, in percent: each once, whatever use does afterwards.</summary>
    public IReadOnlyList<int> Alerted { get; init; } = [];

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows with every change by an operator.</summary>
    public required int Version { get; init; }

    // Budgets are never deleted.
    string IVersioned.Life => Id;

    /// <summary>The shares that are reached and whose mail is still to be sent, lowest first.</summary>
    public IReadOnlyList<int> DueAlerts(BudgetUse use) =>
        [.. Terms.Alerts.Where(share => !Alerted.Contains(share) && use.Used * 100 >= Terms.Total * share)];
}

/// <summary>What a budget says.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="OrderId">The order; null when it is for a project.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Total">How much, in minor units or in hours.</param>
/// <param name="Currency">ISO 4217; null for hours.</param>
/// <param name="From">First day of the work, and of the supply of all else, that counts.</param>
/// <param name="To">Last day of it.</param>
/// <param name="Alerts">Shares in percent, lowest first.</param>
public sealed record BudgetTerms(
    string Name, string? OrderId, BudgetUnit Unit, decimal Total, string? Currency, DateOnly From, DateOnly To, IReadOnlyList<int> Alerts)
{
    /// <summary>The project; null when it is for one order.</summary>
    public string? ProjectId { get; init; }
}

/// <summary>What a budget counts.</summary>
public enum BudgetUnit
{
    /// <summary>Minor units of a currency, net.</summary>
    Amount,

    /// <summary>Hours of work; a day is eight of them.</summary>
    Hours,
}
