using System.Text.Json.Nodes;

namespace Accounts.Tests.Infra;

/// <summary>What a deployment makes, as the compiler predicts it from the parameters. What only Azure knows stays an expression.</summary>
internal sealed record Deployment(IReadOnlyList<JsonObject> Resources)
{
    private static readonly Lazy<Task<Deployment>> ProdOnce = new(() => MakeAsync());
    private static readonly Lazy<Task<Deployment>> SchedulerOnce = new(() => MakeAsync(
        "param durableBackend = 'storage'", "param durableBackend = 'scheduler'\nparam schedulerAllowedAddresses = ['192.0.2.0/24']"));

    /// <summary>Production with its parameters as they are.</summary>
    public static Task<Deployment> ProdAsync() => ProdOnce.Value;

    /// <summary>Production with the other durable backend, which only some addresses may reach.</summary>
    public static Task<Deployment> ProdWithSchedulerAsync() => SchedulerOnce.Value;

    /// <summary>Production of a company in another country.</summary>
    public static Task<Deployment> OfSupplierAsync(string country) =>
        MakeAsync("param supplierCountry = 'DE'", $"param supplierCountry = '{country}'");

    public IReadOnlyDictionary<string, string> Settings => Of("Microsoft.Web/sites/config").Single()["properties"]!.AsObject()
        .ToDictionary(setting => setting.Key, setting => (string)setting.Value!);

    /// <summary>The names of the settings that are references to the key vault.</summary>
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
    public static async Task<Deployment> MakeAsync(string line = "", string instead = "")
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(Bicep.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(Bicep.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var parameters = Path.Combine(folder.Path, "main.bicepparam");
        var text = await File.ReadAllTextAsync(parameters);
        Assert.Contains(line, text, StringComparison.Ordinal);
        if (line.Length > 0)
            await File.WriteAllTextAsync(parameters, text.Replace(line, instead, StringComparison.Ordinal));
        var resources = JsonNode.Parse(await BicepServer.SnapshotAsync(parameters))!["predictedResources"]!.AsArray();
        return new Deployment([.. resources.Select(resource => resource!.AsObject())]);
    }
}
