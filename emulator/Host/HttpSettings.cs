using System.Threading.RateLimiting;

namespace Accounts.Emulator.Host;

/// <summary><c>extensions.http</c> of host.json; -1 is no limit, as on the real host.</summary>
/// <param name="RoutePrefix">Before all routes of functions.</param>
/// <param name="MaxConcurrentRequests">So many run at a time.</param>
/// <param name="MaxOutstandingRequests">So many run or wait at a time; more are answered with 429.</param>
internal sealed record HttpSettings(string RoutePrefix = "api", int MaxConcurrentRequests = -1, int MaxOutstandingRequests = -1)
{
    /// <summary>Null where nothing is limited.</summary>
    public ConcurrencyLimiter? NewLimiter()
    {
        if (MaxConcurrentRequests <= 0 && MaxOutstandingRequests <= 0)
            return null;
        var outstanding = MaxOutstandingRequests > 0 ? MaxOutstandingRequests : int.MaxValue;
        var concurrent = MaxConcurrentRequests > 0 ? Math.Min(MaxConcurrentRequests, outstanding) : outstanding;
        return new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = concurrent, QueueLimit = outstanding - concurrent });
    }
}
