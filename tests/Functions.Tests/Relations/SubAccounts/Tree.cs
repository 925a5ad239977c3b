using System.Text.Json;
using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;
using Accounts.Relations.SubAccounts;

namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>The tree of accounts as it is stored.</summary>
internal static class Tree
{
    /// <summary>Asserts that no link is half done and that there is only one level. Returns the links as <c>main&gt;sub</c>.</summary>
    public static string[] Links(App app, params string[] ids)
    {
        List<string> links = [];
        foreach (var id in ids)
        {
            var rows = Rows(app, id);
            var place = rows.TryGetValue(SubAccountKeys.Place, out var text) ? Read<Place>(text) : Place.None;
            var listed = rows.Where(row => row.Key.StartsWith(SubAccountKeys.ByNumber, StringComparison.Ordinal)).ToList();
            Assert.Equal(place.SubAccounts, listed.Count);
            Assert.Equal(listed.Count > 0, Read<Organization>(rows[OrganizationKeys.Organization]).IsMainAccount);
            Assert.Equal(place.MainId is not null, rows.ContainsKey(DelegationKeys.MainAccount));
            if (place.MainId is not { } main)
                continue;
            Assert.True(place.IsLinked, "A reservation is left.");
            Assert.Empty(listed);
            var via = Read<Delegation>(rows[DelegationKeys.MainAccount]);
            Assert.Equal((main, place.LinkId), (via.Organization.Id, via.Id));
            Assert.Equal(place.LinkId, Read<SubAccount>(Rows(app, main)[SubAccountKeys.OfNumber(id)]).LinkId);
            links.Add($"{main}>{id}");
        }

        // Every account in a list is linked.
        foreach (var id in ids)
        {
            foreach (var row in Rows(app, id).Where(row => row.Key.StartsWith(SubAccountKeys.ByNumber, StringComparison.Ordinal)))
                Assert.Contains(
                    $"{id}>{Read<SubAccount>(row.Value).Id}",
                    ids.Contains(Read<SubAccount>(row.Value).Id) ? links : [$"{id}>{Read<SubAccount>(row.Value).Id}"]);
        }

        return [.. links];
    }

    private static Dictionary<string, string> Rows(App app, string id) => app.Store.ListEntities("Organizations", id, count: 10_000)
        .Where(row => row.ContainsKey(Accounts.Platform.Storage.Rows.Column))
        .ToDictionary(row => (string)row["RowKey"], row => (string)row[Accounts.Platform.Storage.Rows.Column]);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Json.Storage)!;
}
