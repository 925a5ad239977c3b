using Accounts.Tests.Stories;

namespace Accounts.Tests;

/// <summary>
/// Compares the local host's durable engine with the real one, the Durable extension on Azurite: the same stories, over HTTP
/// and in real time, must end with the same states, mails, process steps and audit logs.
/// </summary>
public sealed class StoryTests(StoryRuns runs) : IClassFixture<StoryRuns>
{
    // Test runners hide the output of passing tests.
    private static readonly string Report = Path.Combine(AppContext.BaseDirectory, "stories.txt");

    static StoryTests() => File.WriteAllText(Report, "Stories on the local engine and on the real one:\n");

    [Theory]
    [MemberData(nameof(StoryRuns.Names), MemberType = typeof(StoryRuns))]
    public async Task The_story_comes_to_the_same_on_both_engines(string story)
    {
        var (local, real) = await runs.OfAsync(story);
        await File.AppendAllTextAsync(Report, Text(story, local, real));
        Assert.Equal(real.Lines, local.Lines);
    }

    private static string Text(string story, Outcome local, Outcome real)
    {
        var lines = local.Lines.Zip(
            real.Lines, (ours, theirs) => ours == theirs ? $"  both   {ours}\n" : $"  local  {ours}\n  real   {theirs}\n");
        return $"{story} (local {local.Took.TotalSeconds:0} s, real {real.Took.TotalSeconds:0} s)\n{string.Concat(lines)}";
    }
}
