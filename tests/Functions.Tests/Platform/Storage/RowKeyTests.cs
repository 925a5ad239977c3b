using System.Reflection;
using Accounts.Platform.Storage;
using Accounts.Tests.Customers.Invitations;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Platform.Storage;

/// <summary>Each kind of row has its own keys.</summary>
public sealed class RowKeyTests
{
    private static readonly (string Table, string Key, string Where)[] Keys =
    [
        .. from type in typeof(Program).Assembly.GetTypes()
           from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
           from mark in field.GetCustomAttributes<RowKeyAttribute>()
           select (mark.Table, (string)field.GetRawConstantValue()!, $"{type.Name}.{field.Name}"),
    ];

    [Fact]
    public void No_key_begins_like_another_of_its_table()
    {
        Assert.True(Keys.Length > 35);
        var alike =
            from one in Keys
            from other in Keys
            where one != other && one.Table == other.Table && other.Key.StartsWith(one.Key, StringComparison.Ordinal)
            select $"{one.Where} and {other.Where} in {one.Table}";
        Assert.Empty(alike);
    }

    [Fact]
    public void Every_table_is_known_and_has_keys() =>
        Assert.Equal(Tables.All.Order(StringComparer.Ordinal), Keys.Select(key => key.Table).Distinct().Order(StringComparer.Ordinal));

    [InProcessFact]
    public async Task Every_stored_row_has_a_marked_key()
    {
        await using var app = await App.StartAsync();
        var (hanna, id) = await app.NewCustomerAsync();
        Assert.Equal(202, (await hanna.PostAsync($"/api/organizations/{id}/invitations", Inviting.To(App.NewEmail()))).Status);
        await hanna.GetAsync("/api/me");
        var tables = app.Host.Services.GetRequiredService<TableServiceClient>();
        var unmarked = new List<string>();
        var rows = 0;
        foreach (var table in Tables.All)
        {
            await foreach (var row in tables.GetTableClient(table).QueryAsync<TableEntity>())
            {
                rows++;
                if (!Keys.Any(key => key.Table == table && row.RowKey.StartsWith(key.Key, StringComparison.Ordinal)))
                    unmarked.Add($"{table}: {row.RowKey}");
            }
        }

        Assert.True(rows > 15, $"There are only {rows} rows.");
        Assert.Empty(unmarked);
    }
}
