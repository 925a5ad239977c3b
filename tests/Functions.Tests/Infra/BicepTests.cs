using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Accounts.Tests.Infra;

/// <summary>The templates pass Bicep's own compiler and linter (<c>infra/bicepconfig.json</c>) without a finding.</summary>
public sealed partial class BicepTests
{
    [Fact]
    public async Task Templates_build_and_ask_for_no_key()
    {
        var template = await Bicep.PassAsync("dev", "build", Path.Combine(Bicep.Folder, "main.bicep"), "--stdout");
        Assert.Contains("Microsoft.Web/sites", template, StringComparison.Ordinal);
        Assert.DoesNotMatch(KeyOrPassword(), template);
    }

    [Fact]
    public async Task Every_file_passes_the_linter() =>
        await Bicep.PassAsync("dev", "lint", "--pattern", Path.Combine(Bicep.Folder, "**", "*.bicep"));

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Parameters_of_each_environment_build(string environment)
    {
        var output = await Bicep.PassAsync(environment, "build-params", Path.Combine(Bicep.Folder, "main.bicepparam"), "--stdout");
        var parameters = JsonNode.Parse((string)JsonNode.Parse(output)!["parametersJson"]!)!["parameters"]!;
        Assert.Equal(environment, (string?)parameters["environmentName"]!["value"]);
        // Pages of the portal call the app from a browser.
        var origins = parameters["allowedOrigins"]!["value"]!.AsArray().Select(origin => (string?)origin);
        Assert.Contains((string?)parameters["settings"]!["value"]!["Portal__BaseUrl"], origins);
    }

    [Fact]
    public void Every_module_is_used()
    {
        var files = Directory.EnumerateFiles(Bicep.Folder, "*.bicep", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var modules = Directory.EnumerateFiles(Path.Combine(Bicep.Folder, "modules"), "*.bicep").Select(Path.GetFileName).ToList();
        Assert.True(modules.Count > 10);
        Assert.All(modules, module => Assert.Contains(files, text => text.Contains(module + "' =", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"list(Keys|Secrets|\w*Sas)\w*\(|AccountKey|SharedAccess|AccountConnectionString|secure(string|object)|getSecret",
        RegexOptions.IgnoreCase)]
    private static partial Regex KeyOrPassword();
}
