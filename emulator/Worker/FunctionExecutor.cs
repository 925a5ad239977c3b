using System.Reflection;
using Accounts.Emulator.Worker.Binding;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator.Worker;

/// <summary>The innermost step of the pipeline: makes the object and its arguments and calls the method.</summary>
internal sealed class FunctionExecutor(ParameterBinder binder)
{
    public async Task ExecuteAsync(FunctionContext context)
    {
        var invocation = (EmulatedFunctionContext)context;
        var method = invocation.Function.Method;
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, method.DeclaringType!);
        var arguments = await binder.BindAsync(invocation);
        var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        invocation.Result = returned is Task task ? await ResultOf(task, method.ReturnType) : returned;
    }

    private static async Task<object?> ResultOf(Task task, Type declared)
    {
        await task;
        // Asked of the method: a plain Task's own type carries a result, too, which is nobody's business.
        return declared.IsGenericType ? task.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(task) : null;
    }
}
