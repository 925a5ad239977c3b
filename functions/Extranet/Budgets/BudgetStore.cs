using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Extranet.Budgets;

/// <summary>The budgets of organizations.</summary>
public sealed class BudgetStore(TableServiceClient tables)
{
    /// <summary>Key prefix of the budgets, oldest first.</summary>
    [RowKey(Tables.Organizations)]
    internal const string Budgets = "budget:";

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    public static Stored<Budget> New(Budget budget) => Stored.New(Budgets + budget.Id, budget);

    public Task<Stored<Budget>?> FindAsync(string organizationId, string budgetId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Budget>(organizationId, Budgets + budgetId, cancellationToken);

    /// <summary>Budgets in the order of their creation.</summary>
    public Task<Slice<Budget>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Budget>(organizationId, Budgets, page, cancellationToken);

    /// <summary>All budgets, at most <see cref="Budget.Limit"/>. One storage operation.</summary>
    public async Task<IReadOnlyList<Stored<Budget>>> AllAsync(string organizationId, CancellationToken cancellationToken) =>
        await _organizations.AllAsync<Budget>(organizationId, Budgets, cancellationToken);
}
