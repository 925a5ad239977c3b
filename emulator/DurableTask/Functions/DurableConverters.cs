using Accounts.Emulator.DurableTask;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Microsoft.Azure.Functions.Worker.Extensions.DurableTask;

/// <summary>The client of this process's engine.</summary>
internal sealed class DurableTaskClientConverter(DurableEngine engine) : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => new(context.TargetType == typeof(DurableTaskClient)
        ? ConversionResult.Success(engine.Client)
        : ConversionResult.Failed(new InvalidOperationException($"[DurableClient] needs a parameter of type {nameof(DurableTaskClient)}.")));
}

/// <summary>What the orchestrator passed to an activity, from its JSON to the parameter's type.</summary>
internal sealed class ActivityInputConverter(DataConverter converter) : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
    {
        if (context.TargetType == typeof(FunctionContext))
            return new(ConversionResult.Unhandled());

        try
        {
            return new(ConversionResult.Success(converter.Deserialize((string?)context.Source, context.TargetType)));
        }
        catch (System.Text.Json.JsonException e)
        {
            return new(ConversionResult.Failed(e));
        }
    }
}

/// <summary>An orchestrator's input as a parameter of its own; as in the real extension, only of exactly the parameter's type.</summary>
internal sealed class OrchestrationInputConverter : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => new(
        context.Source is null
        && context.FunctionContext.Items.TryGetValue(typeof(OrchestrationInputConverter), out var input)
        && input.GetType() == context.TargetType
            ? ConversionResult.Success(input)
            : ConversionResult.Unhandled());
}
