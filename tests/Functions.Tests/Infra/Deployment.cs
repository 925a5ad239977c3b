using System.Text.Json.Nodes;

namespace Accounts.Tests.Infra;

/// <summary>What a deployment makes, as the compiler works it out from the parameters; what only Azure knows stays an expression.</summary>
internal sealed record Deployment(IReadOnlyList<JsonObject> Resources)
{
    private static readonly Lazy<Task<Deployment>> ProdOnce = new(() => MakeAsync());
    private static readonly Lazy<Task<Deployment>> SchedulerOnce = new(() => MakeAsync(
        "param durableBackend = 'storage'", "param durableBackend = 'scheduler'\nparam schedulerAllowedAddresses = ['192.0.2.0/24']"));

    /// <summary>Production as the parameters have it.</summary>
    public static Task<Deployment> ProdAsync() => ProdOnce.Value;

    /// <summary>Production with the other durable backend, which only some addresses may reach.</summary>
    public static Task<Deployment> ProdWithSchedulerAsync() => SchedulerOnce.Value;

    /// <summary>Production of a company in another country.</summary>
    public static Task<Deployment> OfSupplierAsync(string country) =>
        MakeAsync("param supplierCountry = 'DE'", $"param supplierCountry = '{country}'");

    /// <summary>The app settings.</summary>
    public IReadOnlyDictionary<string, string> Settings => Of("Microsoft.Web/sites/config").Single()["properties"]!.AsObject()
        .ToDictionary(setting => setting.Key, setting => (string)setting.Value!);

    /// <summary>Those of them that are references to the vault.</summary>
    public IReadOnlyList<string> FromVault =>
        [.. from setting in Settings where setting.Value.Contains("@Microsoft.KeyVault(", StringComparison.Ordinal) select setting.Key];

    /// <summary>All resources of one type; at least one.</summary>
    public IReadOnlyList<JsonObject> Of(string type)
    {
        var found = Resources.Where(resource => (string?)resource["type"] == type).ToList();
        Assert.True(found.Count > 0, $"Nothing of the type {type} is deployed.");
        return found;
    }

    /// <summary>Production with one line of its parameters changed.</summary>
    public static async Task<(Command Run, string File)> SnapshotAsync(TempFolder folder, string line = "", string instead = "")
    {
        foreach (var file in Directory.EnumerateFiles(Bicep.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(Bicep.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        // The compiler writes beside the parameters.
        var parameters = Path.Combine(folder.Path, "main.bicepparam");
        var text = await File.ReadAllTextAsync(parameters);
        Assert.Contains(line, text, StringComparison.Ordinal);
        if (line.Length > 0)
            await File.WriteAllTextAsync(parameters, text.Replace(line, instead, StringComparison.Ordinal));
        var run = await Bicep.RunAsync("prod", "snapshot", parameters, "--mode", "overwrite",
            "--tenant-id", "00000000-0000-0000-0000-000000000001", "--subscription-id", "00000000-0000-0000-0000-000000000002",
            "--resource-group", "accounts-prod", "--location", "germanywestcentral");
        return (run, Path.Combine(folder.Path, "main.snapshot.json"));
    }

    private static async Task<Deployment> MakeAsync(string line = "", string instead = "")
    {
        using var folder = new TempFolder();
        var (run, file) = await SnapshotAsync(folder, line, instead);
        Assert.True(run.ExitCode == 0, run.Errors);
        var resources = JsonNode.Parse(await File.ReadAllTextAsync(file))!["predictedResources"]!.AsArray();
        return new Deployment([.. resources.Select(resource => resource!.AsObject())]);
    }
}
