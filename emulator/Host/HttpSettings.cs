using System.Threading.RateLimiting;

namespace Accounts.Emulator.Host;

/// <summary><c>extensions.http</c> of host.json; -1 means no limit, as on the real host.</summary>
/// <param name="RoutePrefix">The prefix of all routes of functions.</param>
/// <param name="MaxConcurrentRequests">How many may run at the same time.</param>
/// <param name="MaxOutstandingRequests">How many may run or wait at the same time; others are answered with 429.</param>
internal sealed record HttpSettings(string RoutePrefix = "api", int MaxConcurrentRequests = -1, int MaxOutstandingRequests = -1)
{
    /// <summary>Null when there is no limit.</summary>
    public ConcurrencyLimiter? NewLimiter()
    {
        if (MaxConcurrentRequests <= 0 && MaxOutstandingRequests <= 0)
            return null;
        var outstanding = MaxOutstandingRequests > 0 ? MaxOutstandingRequests : int.MaxValue;
        var concurrent = MaxConcurrentRequests > 0 ? Math.Min(MaxConcurrentRequests, outstanding) : outstanding;
        return new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = concurrent, QueueLimit = outstanding - concurrent });
    }
}
