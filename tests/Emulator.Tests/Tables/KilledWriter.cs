using System.Globalization;
using Accounts.Emulator.Tables;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

/// <summary>
/// Writes in an endless loop, and prints a line for each answered write: <c>s N</c> for a single one,
/// <c>t N</c> for a transaction of <see cref="Rows"/> entities.
/// </summary>
internal static class KilledWriter
{
    public const string Name = "killed-table-writer";
    public const string TableName = "acknowledged";
    public const int Rows = 5;
    private const int Writers = 4;

    public static async Task RunAsync(string folder)
    {
        var table = TempFolder.ClientOf(EmbeddedTables.Open(folder)).GetTableClient(TableName);
        await table.CreateIfNotExistsAsync();
        await Console.Out.WriteLineAsync("ready");
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var number = Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture);
                await table.AddEntityAsync(new TableEntity("single", number) { ["Value"] = new string('x', 300) });
                Acknowledge("s " + number);
                await table.SubmitTransactionAsync(Enumerable.Range(0, Rows).Select(row =>
                    new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(number, $"{row}"))));
                Acknowledge("t " + number);
            }
        })));
    }

    private static void Acknowledge(string line)
    {
        // One call to the operating system per line, so that no acknowledgement is in a buffer when the process is killed.
        Console.Out.WriteLine(line);
    }
}
