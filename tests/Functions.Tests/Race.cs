using System.Globalization;

namespace Accounts.Tests;

/// <summary>Sends two requests of one round of a race.</summary>
/// <returns>The replies, in the order of the requests.</returns>
internal delegate Task<Reply[]> Contest(Func<Task<Reply>> first, Func<Task<Reply>> second);

internal static class Race
{
    // Threads rarely hit an order that is not one of the held ones. Set the variable to try longer.
    private static readonly int RoundsAtOnce =
        int.Parse(Environment.GetEnvironmentVariable("ACCOUNTS_RACE_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    // Far more than a request makes.
    private const int MaxCalls = 100;

    /// <summary>
    /// Sends requests as simultaneously as threads can: each has its own thread, and none starts before all are ready.
    /// </summary>
    public static async Task<Reply[]> AtOnceAsync(params Func<Task<Reply>>[] requests)
    {
        using var start = new Barrier(requests.Length);
        return await Task.WhenAll(requests.Select(request => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return request();
            },
            TaskCreationOptions.LongRunning).Unwrap()));
    }

    /// <summary>
    /// Plays a race of two requests in every order in which one of them is interrupted once: it is held before one of its storage
    /// calls, for each of them in turn, while the other runs to its end. Then plays it with both at the same moment.
    /// </summary>
    /// <param name="round">One round, which makes its contest once and asserts the result.</param>
    /// <returns>The number of rounds.</returns>
    public static async Task<int> PlayAsync(Func<Contest, Task> round)
    {
        var rounds = await HoldAsync(held => round((first, second) => HoldAsync(held, first, second)))
            + await HoldAsync(held => round(async (first, second) => [.. (await HoldAsync(held, second, first)).Reverse()]));
        for (var n = 0; n < RoundsAtOnce; n++)
            await round((first, second) => AtOnceAsync(first, second));
        return rounds + RoundsAtOnce;
    }

    /// <summary>
    /// Plays a round for each storage call of the request that is held, and one in which that request ends before the other starts.
    /// </summary>
    private static async Task<int> HoldAsync(Func<HeldRequest, Task> round)
    {
        for (var call = 1; call <= MaxCalls; call++)
        {
            var held = new HeldRequest(call);
            await round(held);
            if (held.Reached.IsCompleted)
                continue;
            Assert.True(call > 1, "The request made no storage call.");
            return call;
        }

        throw new InvalidOperationException($"The request makes more than {MaxCalls} storage calls.");
    }

    private static async Task<Reply[]> HoldAsync(HeldRequest held, Func<Task<Reply>> first, Func<Task<Reply>> second)
    {
        var sent = held.SendAsync(first);
        await Task.WhenAny(held.Reached, sent);
        var other = await second();
        held.Continue();
        return [await sent, other];
    }
}
