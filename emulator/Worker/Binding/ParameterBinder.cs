using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Emulator.Worker.Binding;

/// <summary>
/// Makes a function's arguments. A converter named on the parameter or its type is asked first, then those of
/// its binding attribute, then those of <see cref="WorkerOptions"/>. What nobody makes is the parameter's default, or null.
/// </summary>
internal sealed class ParameterBinder(IServiceProvider services, IOptions<WorkerOptions> options)
{
    private readonly ConcurrentDictionary<Type, IInputConverter> _converters = new();
    private readonly ConcurrentDictionary<ParameterInfo, IInputConverter[]> _byParameter = new();

    /// <exception cref="FunctionInputConverterException">What the trigger brought does not fit a parameter.</exception>
    public async Task<object?[]> BindAsync(EmulatedFunctionContext context)
    {
        var parameters = context.Function.Method.GetParameters();
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
            arguments[i] = await BindAsync(context, parameters[i], context.FunctionDefinition.Parameters[i]);
        return arguments;
    }

    private async Task<object?> BindAsync(EmulatedFunctionContext context, ParameterInfo parameter, FunctionParameter definition)
    {
        var source = parameter == context.Function.TriggerParameter
            ? context.TriggerValue
            : context.BindingContext.BindingData.GetValueOrDefault(definition.Name);
        var request = new Request(definition.Type, source, context, definition.Properties);
        foreach (var converter in _byParameter.GetOrAdd(parameter, ConvertersFor))
        {
            var result = await converter.ConvertAsync(request);
            if (result.Status == ConversionStatus.Succeeded)
                return result.Value;
            if (result.Status == ConversionStatus.Failed)
                throw Refused(context, definition, $"cannot be made from the value given: {result.Error!.Message}", result.Error);
        }

        if (definition.HasDefaultValue)
            return definition.DefaultValue;
        return definition.IsReferenceOrNullableType
            ? null
            : throw Refused(context, definition, "has no value. Give it a default or make it nullable.", null);
    }

    private IInputConverter[] ConvertersFor(ParameterInfo parameter) =>
        [.. ConverterTypesFor(parameter).Select(type => _converters.GetOrAdd(type, t => (IInputConverter)ActivatorUtilities.CreateInstance(services, t)))];

    private IEnumerable<Type> ConverterTypesFor(ParameterInfo parameter)
    {
        var own = parameter.GetCustomAttribute<InputConverterAttribute>() ?? parameter.ParameterType.GetCustomAttribute<InputConverterAttribute>();
        if (own is not null)
            yield return own.ConverterType;

        var binding = parameter.GetCustomAttribute<BindingAttribute>()?.GetType();
        foreach (var named in binding?.GetCustomAttributes<InputConverterAttribute>() ?? [])
            yield return named.ConverterType;

        if (binding?.GetCustomAttribute<ConverterFallbackBehaviorAttribute>()?.Behavior == ConverterFallbackBehavior.Disallow)
            yield break;
        foreach (var general in options.Value.InputConverters)
            yield return general;
    }

    private static FunctionInputConverterException Refused(FunctionContext context, FunctionParameter parameter, string why, Exception? inner) =>
        new($"Function '{context.FunctionDefinition.Name}': parameter '{parameter.Name}' of type '{parameter.Type.FullName}' {why}", inner);

    private sealed class Request(Type targetType, object? source, FunctionContext functionContext, IReadOnlyDictionary<string, object> properties) : ConverterContext
    {
        public override Type TargetType => targetType;

        public override object? Source => source;

        public override FunctionContext FunctionContext => functionContext;

        public override IReadOnlyDictionary<string, object> Properties => properties;
    }
}
