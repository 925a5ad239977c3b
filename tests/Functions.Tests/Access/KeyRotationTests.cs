using Accounts.Emulator;

namespace Accounts.Tests.Access;

public sealed class KeyRotationTests
{
    [InProcessFact]
    public async Task Tokens_of_a_new_key_count_at_once_and_those_of_the_old_one_no_more()
    {
        await using var app = await App.StartAsync();
        var before = await app.SignInAsync();
        Assert.Equal(200, (await before.GetAsync("/api/me")).Status);

        await app.Doors.PostAsync("/dev/identity/rotate", null);
        // The app asks the issuer again only when a token with an unknown key arrives.
        Assert.Equal(200, (await before.GetAsync("/api/me")).Status);

        var after = await app.SignInAsync();
        Assert.Equal(200, (await after.GetAsync("/api/me")).Status);
        var withdrawn = await before.GetAsync("/api/me");
        Assert.Equal(401, withdrawn.Status);
        Assert.Equal("unauthenticated", withdrawn.Problem);
    }

    [InProcessFact]
    public async Task Many_tokens_of_a_new_key_at_once_count_all()
    {
        await using var app = await App.StartAsync();
        await (await app.SignInAsync()).GetAsync("/api/me");
        await app.Doors.PostAsync("/dev/identity/rotate", null);
        var after = await app.SignInAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => after.GetAsync("/api/me"))));
        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
    }

    [InProcessTheory]
    [InlineData("http://localhost:1/issuer")] // nothing listens on port 1
    [InlineData("{other}api/docs?")] // a page instead of the discovery document
    [InlineData("{other}api/health?")] // another document
    [InlineData("{other}api/me")] // refused
    public async Task Without_the_issuer_nobody_comes_in_and_the_answer_says_when_to_try_again(string issuer)
    {
        await using var other = await App.StartAsync();
        var user = await other.SignInAsync();
        issuer = issuer.Replace("{other}", other.Http.BaseAddress!.ToString(), StringComparison.Ordinal);
        await using var app = await App.StartAsync(
            new EmulatorOptions { Settings = new Dictionary<string, string?> { ["Auth:Issuer"] = issuer } });
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var reply = await Reply.GetAsync(
                app.Http, HttpMethod.Get, "/api/me", null, "application/json", ("Authorization", "Bearer " + user.Token));
            Assert.Equal(503, reply.Status);
            Assert.Equal("identity-provider-unavailable", reply.Problem);
            Assert.NotNull(reply.Headers.RetryAfter);
        }

        Assert.Equal("", app.Dump());
        Assert.Contains(
            app.Logs.Lines,
            line => line.StartsWith("Warning", StringComparison.Ordinal)
                && line.Contains("The token issuer's keys cannot be read", StringComparison.Ordinal));
    }
}
