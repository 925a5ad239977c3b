using Accounts.Emulator.Tables;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

/// <summary>A folder for one test, deleted after it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("accounts-tables-").FullName;

    public EmbeddedTables OpenTables() => EmbeddedTables.Open(Path);

    /// <summary>The real client on the store that has the folder open now.</summary>
    public TableServiceClient Client() => ClientOf(OpenTables());

    public static TableServiceClient ClientOf(EmbeddedTables store) =>
        new(EmbeddedTables.ConnectionString, new TableClientOptions { Transport = store.Transport });

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
