using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

public abstract partial class TableContract
{
    [Fact]
    public async Task A_table_is_created_once()
    {
        var name = NewName();
        var created = await Service.CreateTableAsync(name);
        Assert.Equal(name, created.Value.Name);
        Assert.Equal(201, created.GetRawResponse().Status);
        await Refused(409, "TableAlreadyExists", () => Service.CreateTableAsync(name));
    }

    [Fact]
    public async Task Creating_a_table_that_may_exist_tells_whether_it_did()
    {
        var name = NewName();
        Assert.Equal(204, (await Service.CreateTableIfNotExistsAsync(name)).GetRawResponse().Status);
        var again = Service.CreateTableIfNotExists(name);
        Assert.Equal(409, again.GetRawResponse().Status);
        Assert.Equal(name, again.Value.Name);
    }

    [Fact]
    public async Task A_deleted_table_is_gone_with_its_entities()
    {
        var table = await NewTable();
        await table.AddEntityAsync(Entity("r"));
        Assert.Equal(204, (await table.DeleteAsync()).Status);
        Assert.Equal(404, (await table.DeleteAsync()).Status);
        await Refused(404, "TableNotFound", () => table.AddEntityAsync(Entity("r")));
        await table.CreateAsync();
        Assert.Empty(await All(table.QueryAsync<TableEntity>()));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("with-dash")]
    public async Task Table_names_are_letters_and_digits(string name) =>
        await Refused(400, null, () => Service.CreateTableAsync(name));

    [Fact]
    public async Task A_missing_table_is_named_as_such()
    {
        var table = Service.GetTableClient(NewName());
        await Refused(404, "TableNotFound", () => table.AddEntityAsync(Entity("r")));
        await Refused(404, "TableNotFound", () => table.UpsertEntityAsync(Entity("r")));
        await Refused(404, "TableNotFound", () => All(table.QueryAsync<TableEntity>()));
        await Refused(404, null, () => table.GetEntityAsync<TableEntity>("p", "r"));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task Tables_are_found_by_name()
    {
        var name = NewName();
        await Service.CreateTableAsync(name);
        var found = new List<string>();
        await foreach (var table in Service.QueryAsync(TableServiceClient.CreateQueryFilter($"TableName eq {name}")))
            found.Add(table.Name);
        Assert.Equal([name], found);
    }
}
