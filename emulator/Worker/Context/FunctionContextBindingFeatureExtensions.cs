using Accounts.Emulator.Worker;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Lets middleware see and replace what a function returned.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    public static InvocationResult GetInvocationResult(this FunctionContext context) => new Result((EmulatedFunctionContext)context);

    /// <exception cref="InvalidOperationException">The result is no <typeparamref name="T"/>.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context)
    {
        var invocation = (EmulatedFunctionContext)context;
        return invocation.Result is T
            ? new Result<T>(invocation)
            : throw new InvalidOperationException($"The result is {invocation.Result?.GetType().FullName ?? "null"}, not {typeof(T).FullName}.");
    }

    private sealed class Result(EmulatedFunctionContext invocation) : InvocationResult
    {
        public override object? Value
        {
            get => invocation.Result;
            set => invocation.Result = value;
        }
    }

    private sealed class Result<T>(EmulatedFunctionContext invocation) : InvocationResult<T>
    {
        public override T? Value
        {
            get => (T?)invocation.Result;
            set => invocation.Result = value;
        }
    }
}
