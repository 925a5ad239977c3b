using System.Reflection;
using System.Reflection.Emit;
using Accounts.Emulator.Worker;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace Accounts.Tests.Engines;

/// <summary>
/// Generates a class with a method for each orchestrator and activity of the app, because the WebJobs host needs methods. The
/// Functions host does the same for apps in other processes.
/// </summary>
internal static class StubFunctions
{
    private const BindingFlags Inherited = BindingFlags.Instance | BindingFlags.NonPublic;

    public static Type Make(IEnumerable<LoadedFunction> functions)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Stubs"), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("Stubs");
        var type = module.DefineType("Stubs", TypeAttributes.Public | TypeAttributes.Class, typeof(WorkerStub));
        AddConstructor(type);
        foreach (var function in functions)
        {
            if (function.Trigger.Is("orchestrationTrigger"))
                Add(type, function.Name, "RunOrchestratorAsync", typeof(OrchestrationTriggerAttribute), "request");
            else if (function.Trigger.Is("activityTrigger"))
                Add(type, function.Name, "RunActivityAsync", typeof(ActivityTriggerAttribute), "input", "instanceId");
        }

        return type.CreateType();
    }

    private static void AddConstructor(TypeBuilder type)
    {
        var code = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(WorkerLink)]).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, typeof(WorkerStub).GetConstructor(Inherited, [typeof(WorkerLink)])!);
        code.Emit(OpCodes.Ret);
    }

    /// <summary>Adds a method that passes on its name and its arguments.</summary>
    private static void Add(TypeBuilder type, string name, string target, Type trigger, params string[] parameters)
    {
        var method = type.DefineMethod(name, MethodAttributes.Public, typeof(Task<object>), [.. parameters.Select(_ => typeof(string))]);
        method.SetCustomAttribute(new CustomAttributeBuilder(typeof(FunctionNameAttribute).GetConstructor([typeof(string)])!, [name]));
        for (var number = 1; number <= parameters.Length; number++)
        {
            var parameter = method.DefineParameter(number, ParameterAttributes.None, parameters[number - 1]);
            if (number == 1)
                parameter.SetCustomAttribute(new CustomAttributeBuilder(trigger.GetConstructor([])!, []));
        }

        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldstr, name);
        for (var number = 1; number <= parameters.Length; number++)
            code.Emit(OpCodes.Ldarg, (short)number);
        code.Emit(OpCodes.Call, typeof(WorkerStub).GetMethod(target, Inherited)!);
        code.Emit(OpCodes.Ret);
    }
}
