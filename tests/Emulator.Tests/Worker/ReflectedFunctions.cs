using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Worker;

/// <summary>Gives an app the functions of some classes, found by reflection, instead of those that the build lists.</summary>
public static class ReflectedFunctions
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static FunctionsApplicationBuilder WithFunctions(this FunctionsApplicationBuilder builder, params Type[] types)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IFunctionMetadataProvider>(new Provider([.. types.SelectMany(Describe)]));
        // The worker's own executor uses reflection. The generated one, registered later, can call only the product's functions.
        var reflecting = builder.Services.First(service => service.ServiceType == typeof(IFunctionExecutor));
        builder.Services.AddSingleton<IFunctionExecutor>(services =>
            new Unwrapping((IFunctionExecutor)ActivatorUtilities.CreateInstance(services, reflecting.ImplementationType!)));
        return builder;
    }

    private static IEnumerable<IFunctionMetadata> Describe(Type type) =>
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select new DefaultFunctionMetadata
        {
            Name = function.Name,
            Language = "dotnet-isolated",
            ScriptFile = Path.GetFileName(type.Assembly.Location),
            EntryPoint = $"{type.FullName}.{method.Name}",
            RawBindings = [.. method.GetParameters().SelectMany(Bindings)],
        };

    private static IEnumerable<string> Bindings(ParameterInfo parameter) =>
        from attribute in parameter.GetCustomAttributes<BindingAttribute>()
        let type = attribute.GetType()
        let settings = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => property.GetValue(attribute))
        select JsonSerializer.Serialize(
            new Dictionary<string, object?>(settings)
            {
                ["name"] = parameter.Name,
                ["type"] = JsonNamingPolicy.CamelCase.ConvertName(type.Name.Replace("Attribute", "", StringComparison.Ordinal)),
                ["direction"] = "In",
            },
            Format);

    /// <summary>Throws the function's own exception, as the generated executor does.</summary>
    private sealed class Unwrapping(IFunctionExecutor executor) : IFunctionExecutor
    {
        public async ValueTask ExecuteAsync(FunctionContext context)
        {
            try
            {
                await executor.ExecuteAsync(context);
            }
            catch (AggregateException e) when (e.InnerExceptions.Count == 1)
            {
                ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            }
        }
    }

    private sealed class Provider(ImmutableArray<IFunctionMetadata> functions) : IFunctionMetadataProvider
    {
        public Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory) => Task.FromResult(functions);
    }
}
