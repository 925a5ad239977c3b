using System.Text.Json;
using Accounts.Billing.Documents;
using Accounts.Billing.EInvoices;
using Accounts.Tests.Infra;

namespace Accounts.Tests.Billing.EInvoices;

/// <summary>
/// The official rules (XSD of UBL 2.1, EN 16931, XRechnung), run by a checker outside of this repository: Node runs
/// <c>validate.mjs --json FOLDER</c> in the folder that <c>XRECHNUNG_RULES</c> names.
/// </summary>
internal static class OfficialRules
{
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("XRECHNUNG_RULES");

    /// <returns>The number of documents checked, and the fatal findings, each with the name of its file.</returns>
    public static async Task<(int Checked, IReadOnlyList<string> Fatal)> CheckAsync(IReadOnlyList<InvoiceDocument> documents)
    {
        var folder = Directory.CreateTempSubdirectory("xrechnung-");
        try
        {
            for (var i = 0; i < documents.Count; i++)
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{i:00000}.xml"), XRechnung.Write(documents[i]));
            var run = await Command.RunAsync("node", [Path.Combine(Folder!, "validate.mjs"), "--json", folder.FullName]);
            Assert.True(run.ExitCode is 0 or 1, $"The checker did not run: {run.Errors}");
            using var answer = JsonDocument.Parse(run.Output);
            return (answer.RootElement.GetArrayLength(), [.. answer.RootElement.EnumerateArray().SelectMany(Fatal)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Fatal(JsonElement file) =>
        from message in file.GetProperty("messages").EnumerateArray()
        where message.GetProperty("level").GetString() == "fatal"
        let name = Path.GetFileName(file.GetProperty("file").GetString())
        select $"{name}: {message.GetProperty("id").GetString()} {message.GetProperty("text").GetString()}";
}

/// <summary>A test against the official rules. It is skipped where their checker is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OfficialRulesFactAttribute : FactAttribute
{
    public OfficialRulesFactAttribute() =>
        Skip = OfficialRules.Folder is null ? "The official rules are not here: XRECHNUNG_RULES names no folder with their checker." : null;
}
