using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Extensions.Timer.Converters;

internal sealed class TimerInfoConverter : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => new(
        context.TargetType == typeof(TimerInfo) && context.Source is TimerInfo timer
            ? ConversionResult.Success(timer)
            : ConversionResult.Unhandled());
}
