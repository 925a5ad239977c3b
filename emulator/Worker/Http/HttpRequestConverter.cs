using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Accounts.Emulator.Worker.Http;

/// <summary>Gives <see cref="HttpRequest"/> to any parameter of that type. As with the real worker, not <see cref="HttpContext"/>.</summary>
internal sealed class HttpRequestConverter : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => new(
        context.TargetType == typeof(HttpRequest) && context.FunctionContext.GetHttpContext() is { } http
            ? ConversionResult.Success(http.Request)
            : ConversionResult.Unhandled());
}
