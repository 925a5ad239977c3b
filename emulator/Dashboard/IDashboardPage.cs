using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Dashboard;

/// <summary>
/// A page of the dashboard, at <c>/?page=name</c>. Pages stand in the navigation in the order of <see cref="Order"/>; the first
/// is at <c>/</c>, too.
/// </summary>
internal interface IDashboardPage
{
    /// <summary>In the address; lower case.</summary>
    string Name { get; }

    /// <summary>In the navigation and above the page.</summary>
    string Title { get; }

    int Order { get; }

    /// <summary>What stands below the title; null when the query asks for something that does not exist.</summary>
    Task<Html?> RenderAsync(IQueryCollection query, CancellationToken cancellationToken);
}
