namespace Accounts.Tests.Crashes;

/// <summary>
/// Where the process is killed: at a point of the engine, or before or after a write to the store; nowhere when all are 0.
/// </summary>
internal sealed record Crash(int EnginePoint = 0, int BeforeWrite = 0, int AfterWrite = 0)
{
    public static Crash None { get; } = new();
}

/// <summary>A request was not answered, or with a fault of the server's.</summary>
internal sealed class NoAnswer : Exception;

/// <summary>Replies in stories whose process is killed.</summary>
internal static class Answered
{
    /// <summary>The reply, if it is one.</summary>
    public static async Task<Reply> OrKilledAsync(this Task<Reply> request)
    {
        var reply = await request;
        return reply.Status < 500 ? reply : throw new NoAnswer();
    }
}
