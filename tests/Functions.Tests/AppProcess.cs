using System.Diagnostics;

namespace Accounts.Tests;

/// <summary>The built app in its own process, for tests of its start and of crashes.</summary>
internal sealed class AppProcess : IDisposable
{
    private readonly Process _process;

    private AppProcess(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public int Port => Http.BaseAddress!.Port;

    /// <summary>Starts the app and waits until it accepts requests.</summary>
    public static async Task<AppProcess> StartAsync(string dataFolder, int port = 0, params (string Name, string Value)[] settings)
    {
        var process = Launch(["--port", $"{port}", "--data", dataFolder], settings);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            const string ready = "Ready on ";
            if (!line.StartsWith(ready, StringComparison.Ordinal))
                continue;
            // Keep reading: when the pipe is full, the app blocks.
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            return new AppProcess(process, new Uri(line[ready.Length..]));
        }

        throw new InvalidOperationException("The app ended: " + await process.StandardError.ReadToEndAsync());
    }

    /// <summary>Starts the app and waits until it ends.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string[] arguments, params (string Name, string Value)[] settings)
    {
        using var process = Launch(arguments, settings);
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>SIGKILL: the app stops at once, without any clean-up.</summary>
    public void Kill() => _process.Kill();

    public Task EndedAsync() => _process.WaitForExitAsync();

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Http.Dispose();
    }

    private static Process Launch(string[] arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Accounts.Emulator.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

/// <summary>A temporary folder for one test, deleted after it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("accounts-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
