using Accounts.Tests.Customers.SelfService;

namespace Accounts.Tests.Customers.SelfService;

/// <summary>The store crashes before or after each write of creating an account. Then the app starts again on the same data.</summary>
public sealed class CrashTests
{
    /// <summary>Every point between two writes; the last one is after the last write.</summary>
    public static TheoryData<int, bool> Points { get; } =
        new() { { 1, false }, { 1, true }, { 2, false }, { 2, true }, { 3, false }, { 3, true }, { 4, false }, { 4, true } };

    [InProcessTheory]
    [MemberData(nameof(Points))]
    public async Task A_retry_after_the_crash_makes_the_one_account(int write, bool after)
    {
        using var folder = new TempFolder();
        var email = await CrashAsync(folder.Path, write, after);

        await using var app = await StartAsync(folder.Path);
        var hanna = await app.SignInAsync(email);
        var retry = await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
        if (retry.Status == 409)
        {
            // A crash cannot be distinguished from a request in flight, so the retry must wait.
            Assert.Equal("request-in-flight", retry.Problem);
            await app.Host.Clock.AdvanceAsync(retry.Headers.RetryAfter!.Delta!.Value);
            retry = await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1");
        }

        Assert.Equal(201, retry.Status);
        await Whole.AssertAsync(hanna, retry.Json["id"]!.GetValue<string>());
        Assert.Single((await hanna.GetAsync("/api/me")).Json["organizations"]!.AsArray());
        Assert.Equal(Whole.Rows, Whole.Count(app.Store.ListEntities("Organizations", count: 1000)));
        Assert.Equal(retry.Text, (await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1")).Text);
    }

    [InProcessTheory]
    [MemberData(nameof(Points))]
    public async Task Without_a_retry_the_account_is_whole_or_absent(int write, bool after)
    {
        using var folder = new TempFolder();
        var email = await CrashAsync(folder.Path, write, after);

        await using var app = await StartAsync(folder.Path);
        var hanna = await app.SignInAsync(email);
        // A process that was announced but not notified reads within a minute.
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        var me = (await hanna.GetAsync("/api/me")).Json;
        var rows = app.Store.ListEntities("Organizations", count: 1000);
        // The count of the day and the attempt are written before the account, the user's list after it.
        var exists = write > 3 || (write, after) == (3, true);
        Assert.Equal(exists ? Whole.Rows : 0, Whole.Count(rows));
        Assert.Equal(exists ? 1 : 0, me["organizations"]!.AsArray().Count);
        if (exists)
            await Whole.AssertAsync(hanna, me["organizations"]![0]!["id"]!.GetValue<string>());

        // And the user is not stuck: a new attempt under a new key makes an account.
        var other = await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-2");
        await Whole.AssertAsync(hanna, other.Json["id"]!.GetValue<string>());
    }

    private static async Task<string> CrashAsync(string folder, int write, bool after)
    {
        await using var app = await StartAsync(folder);
        var hanna = await app.SignInAsync();
        using var store = app.Store;
        if (after)
            store.Faults.DieAfter(write);
        else
            store.Faults.DieBefore(write);
        Assert.Equal(500, (await hanna.PostAsync("/api/accounts", Forms.Account(), "attempt-1")).Status);
        Assert.True(store.Faults.IsDead);
        return hanna.Email;
    }

    private static Task<App> StartAsync(string folder) => App.StartAsync(App.With() with { DataFolder = folder });
}
