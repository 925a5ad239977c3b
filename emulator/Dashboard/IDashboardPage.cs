using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Dashboard;

/// <summary>
/// A page of the dashboard, at <c>/?page=name</c>. The navigation lists pages in the order of <see cref="Order"/>; the first
/// is also at <c>/</c>.
/// </summary>
internal interface IDashboardPage
{
    /// <summary>The name in the address; lower case.</summary>
    string Name { get; }

    /// <summary>Shown in the navigation and above the page.</summary>
    string Title { get; }

    int Order { get; }

    /// <summary>The content below the title; null when the query asks for something that does not exist.</summary>
    Task<Html?> RenderAsync(IQueryCollection query, CancellationToken cancellationToken);
}
