using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Accounts.Tests.Browser;

/// <summary>
/// One Chromium for all tests. A Node program (<c>node/drive.js</c>) drives it and plays the stories in <c>node/stories</c>. It is the
/// browser installed on the machine; only three small packages are downloaded.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly TimeSpan StoryLimit = TimeSpan.FromMinutes(3);

    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome.exe", "msedge.exe"];

    private Process? _driver;

    /// <summary>The path of the browser, from the environment variable CHROMIUM or from the search path; null if there is none.</summary>
    public static string? Executable { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given
        ? given
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(_ => Names, Path.Combine).FirstOrDefault(File.Exists);

    /// <summary>The origin of a frontend that is not the app.</summary>
    public string Portal { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Executable is null)
            return;
        var folder = Path.Combine(FolderOfTests(), "node");
        await Task.Run(() => NodePackages.Install(folder));
        _driver = NodePackages.Start("node", folder, "drive.js", Executable);
        Portal = (await ReadAsync(_driver))["portal"]!.GetValue<string>();
    }

    /// <summary>Plays a story. Anything that differs from the story fails the test.</summary>
    /// <param name="story">A file in <c>node/stories</c>.</param>
    /// <param name="app">The app that it is about.</param>
    /// <param name="given">The parameters of the story.</param>
    public async Task PlayAsync(string story, App app, JsonObject? given = null)
    {
        given ??= [];
        given["story"] = story;
        given["base"] = app.Http.BaseAddress!.AbsoluteUri;
        // Set by anyone who wants to see the pages.
        given["screenshots"] = Environment.GetEnvironmentVariable("SCREENSHOTS");
        await _driver!.StandardInput.WriteLineAsync(given.ToJsonString());
        await _driver.StandardInput.FlushAsync();
        var error = (await ReadAsync(_driver))["error"]?.GetValue<string>();
        Assert.True(error is null, error);
    }

    public async Task DisposeAsync()
    {
        if (_driver is null)
            return;
        // The driver closes the browser when its input ends.
        _driver.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await _driver.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_driver.HasExited)
            _driver.Kill(entireProcessTree: true);
        _driver.Dispose();
    }

    private static async Task<JsonNode> ReadAsync(Process driver)
    {
        using var limit = new CancellationTokenSource(StoryLimit);
        return JsonNode.Parse(await driver.StandardOutput.ReadLineAsync(limit.Token)
            ?? throw new InvalidOperationException("The browser ended: " + await driver.StandardError.ReadToEndAsync(limit.Token)))!;
    }

    private static string FolderOfTests([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}

/// <summary>A test that needs Chromium, and the host in the process of the tests.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = App.RunningHost is not null ? InProcess.Reason
        : Chromium.Executable is null ? "There is no Chromium in the search path; CHROMIUM can name one."
        : null;
}
