using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Tests;

/// <summary>Installs and starts Node programs for tests, each a folder with package.json and lock file.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    /// <summary>Runs <c>npm ci</c> unless the lock file's packages are installed. Only one test run does this at a time.</summary>
    public static void Install(string folder)
    {
        var wanted = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "package-lock.json"))));
        var stamp = Path.Combine(folder, "node_modules", ".installed");
        var place = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        using var turn = new Mutex(initiallyOwned: false, "accounts-npm-install-" + place);
        try
        {
            if (!turn.WaitOne(InstallLimit))
                throw new TimeoutException("Another test run is installing packages and does not end.");
        }
        catch (AbandonedMutexException)
        {
            // The other run was killed. Its half-done work has no stamp.
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

    /// <summary>Starts a program with redirected input and output.</summary>
    public static Process Start(string program, string folder, params string[] arguments)
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
}
