using Polly;
using Polly.CircuitBreaker;

namespace Accounts.Sales.Vendors;

/// <summary>
/// Keeps away from a vendor that is down: when most requests of the last half minute failed, none is sent for half a minute,
/// then one at first. It does not repeat anything itself; that is done by the processes, which survive a restart.
/// </summary>
public sealed class VendorCircuit
{
    private readonly ResiliencePipeline _pipeline;

    /// <summary>One for the whole app, because all processes share the vendor.</summary>
    public VendorCircuit(TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        _pipeline = builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.8,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(30),
            // Refusals are answers.
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
            throw new VendorUnavailable("The license vendor has been failing; no request is sent for the moment (circuit open).");
        }
    }
}
