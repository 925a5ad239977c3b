using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Accounts.Tests;

/// <summary>A real Azurite for tests, installed from the lock file when that has changed.</summary>
public class Azurite : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private readonly string[] _services;
    private Process? _process;

    /// <summary>The Blob and Table services, which the app uses.</summary>
    public Azurite() : this("blob", "table")
    {
    }

    /// <param name="services"><c>blob</c>, <c>queue</c>, <c>table</c>.</param>
    protected Azurite(params string[] services) => _services = services;

    /// <summary>Connection string of the well-known development account, with the ports of this Azurite.</summary>
    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var folder = FolderOfTests();
        await Task.Run(() => NodePackages.Install(folder));
        _process = NodePackages.Start("node", folder, ["run.js", .. _services]);
        ConnectionString = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
            + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";
        using var limit = new CancellationTokenSource(StartLimit);
        foreach (var service in _services)
        {
            var port = await ReadPortAsync(_process, $"{service} listening on ", limit.Token);
            var name = char.ToUpperInvariant(service[0]) + service[1..];
            ConnectionString += string.Create(CultureInfo.InvariantCulture, $"{name}Endpoint=http://127.0.0.1:{port}/devstoreaccount1;");
        }

        // The rest of the output is discarded, because a full pipe would stop Azurite.
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

    private static string FolderOfTests([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "azurite");
}

/// <summary>Tests that share one Azurite.</summary>
[CollectionDefinition(Name)]
public sealed class UsesAzurite : ICollectionFixture<Azurite>
{
    public const string Name = "Azurite";
}
