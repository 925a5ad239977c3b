using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Tests;

/// <summary>What tests need of npm, installed from the lock file beside it when that is new here.</summary>
internal static class NpmPackages
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs <c>npm ci</c> unless the installed packages are those of the lock file. One test run at a time.</summary>
    public static void Install(string folder)
    {
        var wanted = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "package-lock.json"))));
        var stamp = Path.Combine(folder, "node_modules", ".installed");
        var place = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        using var turn = new Mutex(initiallyOwned: false, "accounts-npm-install-" + place);
        try
        {
            if (!turn.WaitOne(Limit))
                throw new TimeoutException("Another test run is installing these packages and does not end.");
        }
        catch (AbandonedMutexException)
        {
            // The other run was killed; its half-done work has no stamp.
        }

        try
        {
            if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted)
                return;
            Run(folder);
            File.WriteAllText(stamp, wanted);
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private static void Run(string folder)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Process.Start(start) ?? throw new InvalidOperationException("npm did not start.");
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = npm.StandardError.ReadToEndAsync();
        if (!npm.WaitForExit(Limit) || npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci failed: {output.Result}{errors.Result}");
    }
}
