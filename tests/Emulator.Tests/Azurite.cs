using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Accounts.Tests;

/// <summary>A real Azurite for tests, installed from the lock file when that is new here.</summary>
public class Azurite : IAsyncLifetime
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private readonly string[] _services;
    private Process? _process;

    /// <summary>The Blob and Table services, which the app uses.</summary>
    public Azurite() : this("blob", "table")
    {
    }

    /// <param name="services"><c>blob</c>, <c>queue</c>, <c>table</c>.</param>
    protected Azurite(params string[] services) => _services = services;

    /// <summary>Connection string of the well-known development account on the ports that Azurite got.</summary>
    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var folder = FolderOfTests();
        await Task.Run(() => Install(folder));
        _process = Start("node", folder, ["run.js", .. _services]);
        ConnectionString = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
            + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";
        using var limit = new CancellationTokenSource(StartLimit);
        foreach (var service in _services)
        {
            var port = await ReadPortAsync(_process, $"{service} listening on ", limit.Token);
            var name = char.ToUpperInvariant(service[0]) + service[1..];
            ConnectionString += string.Create(CultureInfo.InvariantCulture, $"{name}Endpoint=http://127.0.0.1:{port}/devstoreaccount1;");
        }

        // Nobody reads on, and a full pipe would stop Azurite.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    public async Task DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<int> ReadPortAsync(Process process, string announcement, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(announcement, StringComparison.Ordinal))
                return int.Parse(line.AsSpan(announcement.Length), CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException("Azurite did not start: " + await process.StandardError.ReadToEndAsync(cancellationToken));
    }

    /// <summary>Runs <c>npm ci</c> unless the installed packages are those of the lock file. One test run at a time.</summary>
    private static void Install(string folder)
    {
        var wanted = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "package-lock.json"))));
        var stamp = Path.Combine(folder, "node_modules", ".installed");
        var place = Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(folder)))[..16];
        using var turn = new Mutex(initiallyOwned: false, "accounts-azurite-install-" + place);
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
        Path.Combine(Path.GetDirectoryName(thisFile)!, "azurite");
}

/// <summary>Tests that share one Azurite.</summary>
[CollectionDefinition(Name)]
public sealed class UsesAzurite : ICollectionFixture<Azurite>
{
    public const string Name = "Azurite";
}
