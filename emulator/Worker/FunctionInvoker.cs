using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator.Worker;

/// <summary>Runs functions as the worker does: middleware, binding, method, in a scope of services of its own.</summary>
public sealed class FunctionInvoker
{
    private readonly FunctionPipeline _pipeline;
    private readonly IServiceScopeFactory _scopes;
    private readonly InvocationSpans _spans;

    internal FunctionInvoker(FunctionPipeline pipeline, IServiceScopeFactory scopes, InvocationSpans spans)
    {
        _pipeline = pipeline;
        _scopes = scopes;
        _spans = spans;
    }

    /// <summary>Runs one invocation to its end.</summary>
    /// <param name="function">Which function.</param>
    /// <param name="triggerValue">What the trigger parameter is made from.</param>
    /// <param name="bindingData">What other parameters are made from, by their names.</param>
    /// <param name="prepare">Sets up the context before any middleware runs.</param>
    /// <param name="deliver">Takes the result to where it is to go, as the last part of the invocation.</param>
    /// <param name="cancellationToken">Reaches the function as its token.</param>
    /// <returns>What the function returned, or what middleware put in its place; null for void and Task.</returns>
    public async Task<object?> InvokeAsync(
        DiscoveredFunction function,
        object? triggerValue,
        IReadOnlyDictionary<string, object?>? bindingData = null,
        Action<FunctionContext>? prepare = null,
        Func<object?, Task>? deliver = null,
        CancellationToken cancellationToken = default)
    {
        await using var context = new EmulatedFunctionContext(function, triggerValue, bindingData, _scopes, cancellationToken);
        prepare?.Invoke(context);
        using var span = _spans.Start(context);
        try
        {
            await _pipeline.Run(context);
            if (deliver is not null)
                await deliver(context.Result);
            return context.Result;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
    }
}
