using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Extensions.Options;

namespace Accounts.Emulator.Worker.Binding;

/// <summary>Values that need no conversion: what fits as it is, and what belongs to the invocation itself.</summary>
internal sealed class PlainConverter : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => new(
        context.TargetType == typeof(FunctionContext) ? ConversionResult.Success(context.FunctionContext)
        : context.TargetType == typeof(CancellationToken) ? ConversionResult.Success(context.FunctionContext.CancellationToken)
        : context.TargetType.IsInstanceOfType(context.Source) ? ConversionResult.Success(context.Source)
        : ConversionResult.Unhandled());
}

/// <summary>Text that is no JSON: ids and instants, as they stand in routes and queries. The real worker knows no other types here.</summary>
internal sealed class TextConverter : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
    {
        if (context.Source is not string text)
            return new(ConversionResult.Unhandled());

        var target = Nullable.GetUnderlyingType(context.TargetType) ?? context.TargetType;
        object? value =
            target == typeof(Guid) && Guid.TryParse(text, out var guid) ? guid
            : target == typeof(DateTimeOffset) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant
            : target == typeof(DateTime) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
            : null;
        return new(value is null ? ConversionResult.Unhandled() : ConversionResult.Success(value));
    }
}

/// <summary>Everything else from its JSON: numbers and truth values of routes and queries, objects of other triggers.</summary>
internal sealed class JsonConverter(IOptions<WorkerOptions> options) : IInputConverter
{
    private static readonly JsonObjectSerializer Standard = new(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    public async ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
    {
        if (context.Source is not string text || context.TargetType == typeof(string))
            return ConversionResult.Unhandled();

        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            return ConversionResult.Success(
                await (options.Value.Serializer ?? Standard).DeserializeAsync(stream, context.TargetType, context.FunctionContext.CancellationToken));
        }
        catch (JsonException exception)
        {
            return ConversionResult.Failed(exception);
        }
    }
}
