namespace Accounts.Tests;

/// <summary>
/// Sends requests as simultaneously as threads can: each has its own thread, and none starts before all are ready.
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
