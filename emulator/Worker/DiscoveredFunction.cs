using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Accounts.Emulator.Worker;

/// <summary>A function of the app: its method, and the trigger that starts it.</summary>
public sealed class DiscoveredFunction
{
    internal DiscoveredFunction(MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger)
    {
        Method = method;
        TriggerParameter = triggerParameter;
        Trigger = trigger;
        Definition = new ReflectedFunctionDefinition(method);
    }

    public string Name => Definition.Name;

    public MethodInfo Method { get; }

    public ParameterInfo TriggerParameter { get; }

    public TriggerBindingAttribute Trigger { get; }

    public FunctionDefinition Definition { get; }
}
