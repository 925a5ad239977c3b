using Accounts.Tests.Durable;
using Accounts.Tests.Tables;

namespace Accounts.Tests;

/// <summary>Programs that tests start and kill: <c>dotnet Accounts.Emulator.Tests.dll NAME ARGUMENT</c>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case [KilledWriter.Name, var folder]:
                await KilledWriter.RunAsync(folder);
                return 0;
            case [KilledEngine.Name, var folder]:
                await KilledEngine.RunAsync(folder);
                return 0;
            default:
                return 1;
        }
    }
}
