using Accounts.Tests.Infra;

namespace Accounts.Tests.Platform.OpenApi;

/// <summary>Checks the served document with all rules of the linters that generators of clients and gateways use too.</summary>
public sealed class LintTests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Functions.Tests", "Platform", "OpenApi", "lint");
    private readonly string _document = Path.Combine(Path.GetTempPath(), $"openapi-{Guid.NewGuid():N}.json");

    public async Task InitializeAsync()
    {
        await Task.Run(() => NodePackages.Install(Folder));
        await File.WriteAllBytesAsync(_document, await shared.App.Http.GetByteArrayAsync("/api/openapi.json"));
    }

    public Task DisposeAsync()
    {
        File.Delete(_document);
        return Task.CompletedTask;
    }

    [Fact]
    public Task Spectral_finds_nothing() =>
        RunAsync(
            "@stoplight/spectral-cli/dist/index.js",
            "lint", _document, "--ruleset", Path.Combine(Folder, "spectral.yaml"), "--fail-severity", "hint");

    [Fact]
    public Task Redocly_finds_nothing() =>
        RunAsync("@redocly/cli/bin/cli.js", "lint", _document, "--config", Path.Combine(Folder, "redocly.yaml"), "--format", "stylish");

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // No check for updates, and no telemetry.
        var quiet = new Dictionary<string, string> { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" };
        var linted = await Command.RunAsync("node", [Path.Combine(Folder, "node_modules", program), .. arguments], quiet);
        Assert.True(linted.ExitCode == 0, linted.Output + linted.Errors);
    }
}
