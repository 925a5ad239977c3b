using System.Reflection;
using System.Text.Json.Nodes;

namespace Accounts.Tests;

/// <summary>Rules for all sources.</summary>
public sealed class SourceTests
{
    /// <summary>Chooses between the two hosts: the only file that must name both.</summary>
    private const string ProjectFile = "Accounts.Functions.csproj";

    /// <summary>Settings that the host supplies if they are not set, or that replace another one in a deployment.</summary>
    private static readonly string[] FromHost =
    [
        "Storage__ConnectionString",
        "Storage__TableServiceUri",
        "Storage__BlobServiceUri",
        "Mail__ConnectionString",
        "Mail__Endpoint",
        "Licenses__KeyVaultKey",
        // Only for an issuer whose document is not at the issuer's address.
        "Auth__MetadataAddress",
    ];

    [Fact]
    public void Nothing_in_the_app_knows_the_emulator()
    {
        var folder = Path.Combine(Repository.Root, "functions");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Where(file => Path.GetFileName(file) != ProjectFile)
            .ToList();
        Assert.True(files.Count > 50);
        Assert.All(files, file =>
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain("emulat", text, StringComparison.OrdinalIgnoreCase);
            // The .http files run against a local host and get their tokens there.
            if (!file.EndsWith(".http", StringComparison.Ordinal))
                Assert.DoesNotContain("/dev/", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\n#if", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_setting_without_a_default_is_in_the_sample_or_comes_from_the_host()
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")))!["Values"]!
            .AsObject()
            .Select(setting => setting.Key);
        var needed =
            from type in typeof(Program).Assembly.GetTypes()
            where type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetConstructor([]) is not null
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where property.GetValue(Activator.CreateInstance(type)) is null
            // AuthOptions is bound to the section Auth, and so on. Some names of sections are plural.
            let section = type.Name[..^"Options".Length]
            select $"{(sample.Any(given => given.StartsWith(section + "s__", StringComparison.Ordinal)) ? section + "s" : section)}__{property.Name}";
        Assert.NotEmpty(needed);
        Assert.All(needed.Except(FromHost), setting =>
            Assert.Contains(sample, given => given == setting || given.StartsWith(setting + "__", StringComparison.Ordinal)));
    }
}
