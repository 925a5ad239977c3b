using Azure;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

/// <summary>
/// How both stores answer the real client. Each case runs on the embedded store and on Azurite. The cases are in the files
/// TableContract.*.cs, the two runs of them at the end of this file.
/// </summary>
public abstract partial class TableContract
{
    /// <summary>When Azurite returns another code than the service, or none, its tests compare only the status.</summary>
    protected abstract bool IsEmbedded { get; }

    protected abstract TableServiceClient Service { get; }

    private static string NewName() => "t" + Guid.NewGuid().ToString("N");

    private async Task<TableClient> NewTable()
    {
        var table = Service.GetTableClient(NewName());
        await table.CreateAsync();
        return table;
    }

    private static TableEntity Entity(string row, object? value = null, string partition = "p") =>
        new(partition, row) { ["Value"] = value };

    private static async Task<RequestFailedException> Refused(int status, string? code, Func<Task> request)
    {
        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(request);
        Assert.Equal(status, refusal.Status);
        if (code is not null)
            Assert.Equal(code, refusal.ErrorCode);
        return refusal;
    }

    private static async Task<List<TableEntity>> All(AsyncPageable<TableEntity> entities)
    {
        var all = new List<TableEntity>();
        await foreach (var entity in entities)
            all.Add(entity);
        return all;
    }
}

public sealed class EmbeddedTableContract : TableContract, IDisposable
{
    private readonly TempFolder _folder = new();

    protected override bool IsEmbedded => true;

    protected override TableServiceClient Service => _folder.Client();

    public void Dispose()
    {
        _folder.OpenTables().Dispose();
        _folder.Dispose();
    }
}

[Collection(UsesAzurite.Name)]
public sealed class AzuriteTableContract(Azurite azurite) : TableContract
{
    protected override bool IsEmbedded => false;

    protected override TableServiceClient Service => new(azurite.ConnectionString);
}
