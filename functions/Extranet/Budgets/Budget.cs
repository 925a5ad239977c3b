using Accounts.Platform.Http;

namespace Accounts.Extranet.Budgets;

/// <summary>
/// What may be spent in a period on an order, or on the orders of a project: money or hours. The use is not stored but counted on each
/// request, see <see cref="OrderUse"/>.
/// </summary>
public sealed record Budget : IVersioned
{
    /// <summary>Maximum number of budgets of an organization.</summary>
    public const int Limit = 100;

    public required string Id { get; init; }

    public required BudgetTerms Terms { get; init; }

    /// <summary>The shares in percent whose mail was sent. Each is sent once, even if the use falls afterwards.</summary>
    public IReadOnlyList<int> Alerted { get; init; } = [];

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows with every change by an operator.</summary>
    public required int Version { get; init; }

    // Budgets are never deleted.
    string IVersioned.Life => Id;

    /// <summary>The shares that are reached but not mailed yet, lowest first.</summary>
    public IReadOnlyList<int> DueAlerts(BudgetUse use) =>
        [.. Terms.Alerts.Where(share => !Alerted.Contains(share) && use.Used * 100 >= Terms.Total * share)];
}

/// <summary>The terms of a budget.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="OrderId">The order; null for a budget of a project.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Total">How much, in minor units or in hours.</param>
/// <param name="Currency">ISO 4217; null for hours.</param>
/// <param name="From">First day that counts: of work its own day, of anything else the first day of supply.</param>
/// <param name="To">Last day that counts.</param>
/// <param name="Alerts">Shares in percent at which a mail is sent, lowest first.</param>
public sealed record BudgetTerms(
    string Name, string? OrderId, BudgetUnit Unit, decimal Total, string? Currency, DateOnly From, DateOnly To, IReadOnlyList<int> Alerts)
{
    /// <summary>The project; null for a budget of one order.</summary>
    public string? ProjectId { get; init; }
}

/// <summary>What a budget counts.</summary>
public enum BudgetUnit
{
    /// <summary>Minor units of a currency, net.</summary>
    Amount,

    /// <summary>Hours of work; a day counts as eight hours.</summary>
    Hours,
}
