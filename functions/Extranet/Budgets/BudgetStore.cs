using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Extranet.Budgets;

/// <summary>The budgets of organizations.</summary>
public sealed class BudgetStore(TableServiceClient tables)
{
    /// <summary>Kind of the budgets, oldest first.</summary>
    [RowKey(Tables.Organizations)]
    internal const string Budgets = "budget:";

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The row of a new budget.</summary>
    public static Stored<Budget> New(Budget budget) => Stored.New(Budgets + budget.Id, budget);

    /// <summary>One budget; null when there is none.</summary>
    public Task<Stored<Budget>?> FindAsync(string organizationId, string budgetId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Budget>(organizationId, Budgets + budgetId, cancellationToken);

    /// <summary>Budgets in the order in which they were made.</summary>
    public Task<Slice<Budget>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Budget>(organizationId, Budgets, page, cancellationToken);

    /// <summary>All budgets, <see cref="Budget.Limit"/> at the most. One storage operation.</summary>
    public async Task<IReadOnlyList<Stored<Budget>>> AllAsync(string organizationId, CancellationToken cancellationToken) =>
        await _organizations.AllAsync<Budget>(organizationId, Budgets, cancellationToken);
}
