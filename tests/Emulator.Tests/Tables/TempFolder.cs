using Accounts.Emulator.Tables;

namespace Accounts.Tests.Tables;

/// <summary>A folder of one test's own, gone after it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("accounts-tables-").FullName;

    public EmbeddedTables OpenTables() => EmbeddedTables.Open(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
