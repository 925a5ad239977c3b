using System.Diagnostics;
using Accounts.Tests.Tables;

namespace Accounts.Tests.Host;

/// <summary>The emulator as a separate program.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task It_names_the_worker_and_its_addresses_and_ends_when_it_is_asked_to()
    {
        using var folder = new TempFolder();
        using var program = Start(["--port", "0", "--data", folder.Path]);

        var lines = new List<string>();
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("Ready on ", StringComparison.Ordinal))
                break;
        }

        var address = lines[^1]["Ready on ".Length..];
        Assert.StartsWith("Starting the app on Microsoft.Azure.Functions.Worker 2.", lines[0], StringComparison.Ordinal);
        Assert.Contains($"App        {address}/api", lines);
        Assert.Contains($"Dashboard  {address}/", lines);
        Assert.Contains($"Docs page  {address}/api/docs", lines);
        Assert.Contains($"\tHealth: [GET,HEAD] {address}/api/health", lines);
        using var http = new HttpClient();
        Assert.Contains("ready", await http.GetStringAsync(new Uri($"{address}/api/health")), StringComparison.Ordinal);
        using var stop = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        await program.WaitForExitAsync();
        Assert.Equal(0, program.ExitCode);
        Assert.Empty(await program.StandardError.ReadToEndAsync());
    }

    [Theory]
    [InlineData("", "Set Auth:Audience to the audience of the tokens for this app.")]
    [InlineData("accounts", "The option --prot is not known. Options are --port N and --data DIR.", "--prot", "1")]
    public async Task What_stops_the_start_is_the_last_that_one_reads(string audience, string sentence, params string[] arguments)
    {
        using var folder = new TempFolder();
        using var program = Start(arguments.Length > 0 ? arguments : ["--port", "0", "--data", folder.Path], ("Auth__Audience", audience));

        var said = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.Equal(1, program.ExitCode);
        // One line, without a stack trace.
        Assert.EndsWith(sentence, said.TrimEnd().TrimEnd('\'', '.') + ".", StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said.TrimEnd());
    }

    private static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Accounts.Emulator.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
