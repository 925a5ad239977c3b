using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Accounts.Tests.Tables;

/// <summary>A real Azurite for the contract tests, installed from the lock file when that is new here.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private Process? _process;

    /// <summary>Connection string of the well-known development account on the port that Azurite got.</summary>
    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var folder = FolderOfTests();
        await Task.Run(() => Install(folder));
        _process = Start("node", folder, "run.js", "--tableHost", "127.0.0.1", "--tablePort", "0", "--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry");
        using var limit = new CancellationTokenSource(StartLimit);
        const string Announcement = "listening on ";
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (!line.StartsWith(Announcement, StringComparison.Ordinal))
                continue;
            var port = int.Parse(line.AsSpan(Announcement.Length), CultureInfo.InvariantCulture);
            ConnectionString = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
                + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
                + string.Create(CultureInfo.InvariantCulture, $"TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1;");
            // Nobody reads on, and a full pipe would stop Azurite.
            _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
            return;
        }

        throw new InvalidOperationException("Azurite did not start: " + await _process.StandardError.ReadToEndAsync());
    }

    public async Task DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Runs <c>npm ci</c> unless the installed packages are those of the lock file. One test run at a time.</summary>
    private static void Install(string folder)
    {
        var wanted = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "package-lock.json"))));
        var stamp = Path.Combine(folder, "node_modules", ".installed");
        using var turn = new Mutex(initiallyOwned: false, "accounts-azurite-install-" + Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(folder)))[..16]);
        try
        {
            if (!turn.WaitOne(InstallLimit))
                throw new TimeoutException("Another test run is installing Azurite and does not end.");
        }
        catch (AbandonedMutexException)
        {
            // The other run was killed; its half-done work has no stamp.
        }

        try
        {
            if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted)
                return;
            using var npm = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, "ci", "--no-audit", "--no-fund");
            var output = npm.StandardOutput.ReadToEndAsync();
            var errors = npm.StandardError.ReadToEndAsync();
            if (!npm.WaitForExit(InstallLimit) || npm.ExitCode != 0)
                throw new InvalidOperationException($"npm ci failed: {output.Result}{errors.Result}");
            File.WriteAllText(stamp, wanted);
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    private static string FolderOfTests([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "azurite");
}

/// <summary>Tests that share one Azurite.</summary>
[CollectionDefinition(Name)]
public sealed class UsesAzurite : ICollectionFixture<Azurite>
{
    public const string Name = "Azurite";
}
