using Polly;
using Polly.CircuitBreaker;

namespace Accounts.Sales.Vendors;

/// <summary>
/// Sends no requests to a vendor that is down: when most requests of the last half minute failed, none is sent for half a minute,
/// and then only one at first. It does not retry; the processes do that, because they survive a restart.
/// </summary>
public sealed class VendorCircuit
{
    private readonly ResiliencePipeline _pipeline;

    /// <summary>One for the whole app, because all processes use the same vendor.</summary>
    public VendorCircuit(TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        _pipeline = builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.8,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(30),
            // A refusal is an answer, not a failure.
            ShouldHandle = new PredicateBuilder().Handle<VendorUnavailable>(),
        }).Build();
    }

    /// <summary>Sends a request, unless the circuit is open.</summary>
    /// <exception cref="VendorUnavailable">It is open, or the request failed.</exception>
    public async Task<T> SendAsync<T>(Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await send(token), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            throw new VendorUnavailable("Too many requests to the license vendor have failed; none is sent for now (circuit open).");
        }
    }
}
