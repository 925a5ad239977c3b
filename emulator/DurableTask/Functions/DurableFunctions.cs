using System.Reflection;
using Accounts.Emulator.Host;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask;
using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>Runs the app's orchestrators and activities through the worker, with its middleware.</summary>
internal sealed class DurableFunctions(FunctionCatalog catalog, FunctionInvoker invoker, DataConverter converter)
{
    public EngineFunctions Functions => new(RunOrchestrator, RunActivity, converter)
    {
        IsOrchestrator = name => catalog.Find(name)?.Trigger is OrchestrationTriggerAttribute,
    };

    private Task<object?> RunOrchestrator(string name, TaskOrchestrationContext context)
    {
        var function = Find<OrchestrationTriggerAttribute>(name, "orchestrator");
        return invoker.InvokeAsync(function, context, prepare: invocation =>
        {
            if (InputType(function.Method) is { } type && ((ReplayContext)context).GetInput(type) is { } input)
                invocation.Items[typeof(OrchestrationInputConverter)] = input;
        });
    }

    private Task<object?> RunActivity(ActivityCall call, CancellationToken cancellationToken) => invoker.InvokeAsync(
        Find<ActivityTriggerAttribute>(call.Name, "activity"),
        call.Input,
        new Dictionary<string, object?> { ["instanceId"] = call.InstanceId },
        cancellationToken: cancellationToken);

    private DiscoveredFunction Find<TTrigger>(string name, string kind)
        where TTrigger : TriggerBindingAttribute => catalog.Find(name) is { Trigger: TTrigger } function
            ? function
            : throw new InvalidOperationException($"The function '{name}' doesn't exist, or is not an {kind} function.");

    /// <summary>The type of the first parameter that nothing else binds.</summary>
    private static Type? InputType(MethodInfo method) => method.GetParameters()
        .Where(parameter => parameter.GetCustomAttribute<BindingAttribute>() is null)
        .Select(parameter => parameter.ParameterType)
        .FirstOrDefault(type => type != typeof(FunctionContext) && type != typeof(CancellationToken));
}
