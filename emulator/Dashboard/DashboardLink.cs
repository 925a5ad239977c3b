using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Dashboard;

/// <summary>Addresses within the dashboard.</summary>
internal static class DashboardLink
{
    /// <summary>The address of a page with its query; null and empty values are left out.</summary>
    public static string To(string page, params (string Name, string? Value)[] query) =>
        "/" + QueryString.Create([
            new("page", page),
            .. query.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)),
        ]);

    /// <summary>The links below a list: to its first page and to the next one.</summary>
    public static Html Paging(string first, bool isFirst, string? next) =>
        isFirst && next is null
            ? Html.None
            : Html.Of($"""<p class="paging">{(isFirst ? null : Html.Of($"""<a href="{first}">First page</a>"""))} {(next is null ? null : Html.Of($"""<a rel="next" href="{next}">Next page</a>"""))}</p>""");
}
