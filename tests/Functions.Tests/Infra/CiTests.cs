namespace Accounts.Tests.Infra;

/// <summary><c>.ci/run</c> ends with one line for all test projects, and fails when a step fails.</summary>
public sealed class CiTests
{
    [Fact]
    public async Task Passed_tests_are_summed()
    {
        var run = await RunAsync("""
            echo 'Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total:    12, Duration: 3 s - A.dll (net10.0)'
            echo 'Passed!  - Failed:     0, Passed:   100, Skipped:     0, Total:   100, Duration: 3 m 2 s - B.dll (net10.0)'
            """);
        Assert.Equal((0, "112 passed, 0 failed"), (run.ExitCode, LastLine(run)));
    }

    [Fact]
    public async Task A_skipped_test_does_no_harm()
    {
        var run = await RunAsync("""
            echo '  Skipped Accounts.Tests.Of_another_system [1 ms]'
            echo 'Passed!  - Failed:     0, Passed:    12, Skipped:     1, Total:    13, Duration: 3 s - A.dll (net10.0)'
            echo 'Skipped! - Failed:     0, Passed:     0, Skipped:     2, Total:     2, Duration: 3 s - B.dll (net10.0)'
            """);
        Assert.Equal((0, "12 passed, 0 failed, 3 skipped"), (run.ExitCode, LastLine(run)));
    }

    [Fact]
    public async Task A_failed_test_fails_the_run()
    {
        var run = await RunAsync("""
            echo '  Failed Accounts.Tests.That_fails [1 ms]'
            echo '   The app said: Passed: 5, Failed: 7'
            echo 'Failed!  - Failed:     1, Passed:    12, Skipped:     0, Total:    13, Duration: 3 s - A.dll (net10.0)'
            exit 1
            """);
        Assert.Equal((1, "12 passed, 1 failed"), (run.ExitCode, LastLine(run)));
    }

    [Fact]
    public async Task A_run_without_a_test_fails() => Assert.Equal(1, (await RunAsync("true")).ExitCode);

    [Theory]
    [InlineData("restore")]
    [InlineData("build")]
    [InlineData("format")]
    public async Task What_fails_before_the_tests_fails_the_run(string step)
    {
        var run = await RunAsync("echo never", step);
        Assert.NotEqual(0, run.ExitCode);
        Assert.DoesNotContain("never", run.Output, StringComparison.Ordinal);
    }

    private static async Task<Command> RunAsync(string test, string failing = "none")
    {
        using var folder = new TempFolder();
        var dotnet = Path.Combine(folder.Path, "dotnet");
        await File.WriteAllTextAsync(dotnet, $"#!/usr/bin/env bash\n[[ $1 == {failing} ]] && exit 3\n[[ $1 == test ]] || exit 0\n{test}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return await Command.RunAsync("bash", [Path.Combine(Repository.Root, ".ci", "run")],
            new Dictionary<string, string>
            {
                ["PATH"] = folder.Path + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
                // Set, so that the checker of invoices is not set up for these fake tests.
                ["XRECHNUNG_RULES"] = folder.Path,
                // Set, so that no browser is installed.
                ["CHROMIUM"] = dotnet,
            });
    }

    private static string LastLine(Command run) => run.Output.TrimEnd().Split('\n')[^1];
}
