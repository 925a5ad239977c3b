using Accounts.Tests.Crashes;

namespace Accounts.Tests.Customers.Invitations;

/// <summary>Parts of an invitation's life that are killed at every point, in the engine and around each write.</summary>
internal static class InvitationCrashes
{
    public const string MaxiEmail = "maxi@example.com";

    private const string OwnerEmail = "hanna@example.com";

    /// <param name="prepare">Prepares the story from an organization and a user without one. Returns the id of the invitation that the
    /// story is about.</param>
    /// <param name="play">The story.</param>
    /// <param name="goOn">Runs after the next start.</param>
    /// <param name="check">What must be true in the end.</param>
    /// <param name="least">The minimum number of points.</param>
    public static Task AtEveryPointAsync(
        Func<Inviting, Task<string?>> prepare,
        Func<Inviting, Task> play,
        Func<Inviting, Task> goOn,
        Func<Inviting, Task> check,
        int least) => new CrashStory<Begun>
        {
            Prepare = app => BeginAsync(app, prepare),
            Play = async (app, begun) => await play(await AgainAsync(app, begun)),
            GoOn = async (app, begun) => await goOn(await AgainAsync(app, begun)),
            Outcome = async (app, begun) =>
            {
                await check(await AgainAsync(app, begun));
                return "";
            },
        }.RunAsync(least);

    private static async Task<Begun> BeginAsync(App app, Func<Inviting, Task<string?>> prepare)
    {
        var owner = await Inviting.SignInAsync(app, OwnerEmail, "Hanna Palmer");
        var created = await owner.PostAsync("/api/accounts", Forms.Account());
        var begun = new Begun(created.Json["id"]!.GetValue<string>(), InvitationId: null);
        var palmer = await AgainAsync(app, begun);
        await Inviting.WaitingAsync(await palmer.SignInAsync(MaxiEmail));
        // After a day, the processes of the welcome mail and of the tax id check have ended.
        await palmer.AdvanceDaysAsync(1);
        return begun with { InvitationId = await prepare(palmer) };
    }

    private static Task<Inviting> AgainAsync(App app, Begun begun) =>
        Inviting.AgainAsync(app, OwnerEmail, begun.OrganizationId, begun.InvitationId);

    private sealed record Begun(string OrganizationId, string? InvitationId);
}
