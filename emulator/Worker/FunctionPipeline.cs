using Microsoft.Azure.Functions.Worker.Middleware;

namespace Accounts.Emulator.Worker;

/// <summary>The app's middleware, outermost first, around the function itself.</summary>
internal sealed class FunctionPipeline(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware, FunctionExecutor executor)
{
    public FunctionExecutionDelegate Run { get; } =
        middleware.Reverse().Aggregate<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>, FunctionExecutionDelegate>(
            executor.ExecuteAsync, (next, step) => step(next));
}
