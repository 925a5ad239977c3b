using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Accounts.Tests;

/// <summary>
/// Runs the tours of the documentation in a shell, word by word, against a separate app. Calls that a tour marks with a comment
/// that begins with "refused" must be refused; all others must succeed.
/// </summary>
public sealed partial class ToursTests
{
    public static TheoryData<string> Tours =>
        [
            "README.md",
            .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "tours"), "*.md")
                .Select(file => Path.GetRelativePath(Repository.Root, file))
                .Order(),
        ];

    [ShellTheory]
    [MemberData(nameof(Tours))]
    public async Task A_tour_goes_as_it_says(string tour)
    {
        await using var app = await App.StartAsync(new() { Clock = Emulator.VirtualClock.FrozenAt(App.Start) });
        var address = app.Doors.BaseAddress!.Authority;
        // Every tour begins with the definitions in the README's first block.
        var blocks = BlocksOf("README.md").Take(1).Concat(BlocksOf(tour).Skip(tour == "README.md" ? 1 : 0)).ToList();
        var script = $$"""
            set -e
            curl() { command curl --write-out '%{stderr}ANSWER %{http_code} %{method} %{url}\n' "$@"; }
            sleep() { command curl -s {{address}}/dev/clock -H 'Content-Type: application/json' -d "{\"advance\": \"PT${1}S\"}" > /dev/null; }

            """ + string.Join('\n', blocks).Replace("localhost:7071", address, StringComparison.Ordinal);
        var (exitCode, output, error) = await RunAsync(script);
        var answers = Answer()
            .Matches(error)
            .Select(
                match => (Status: int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), What: match.Value))
            .ToList();

        var story = $"{output}\n{error}";
        Assert.True(exitCode == 0, story);
        Assert.True(answers.All(answer => answer.Status is >= 200 and < 500), story);
        var refused = answers.Where(answer => answer.Status >= 400).ToList();
        Assert.True(Refused().Count(script) == refused.Count, $"{string.Join('\n', refused.Select(answer => answer.What))}\n{story}");
    }

    private static IEnumerable<string> BlocksOf(string file) =>
        Block()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n"))
            .Select(match => match.Groups[1].Value);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("ANSWER ([0-9]{3}) .*")]
    private static partial Regex Answer();

    [GeneratedRegex("# refused")]
    private static partial Regex Refused();
}

/// <summary>A theory that needs bash and curl.</summary>
public sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "The tours are written for bash." : null;
}
