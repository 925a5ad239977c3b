namespace Accounts.Tests;

/// <summary>
/// Requests that begin as close to one moment as threads can: each has a thread of its own, and none begins before all are
/// there.
/// </summary>
internal static class Race
{
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
}
