using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Extensions.Http.Converters;

/// <summary>Reads the body with MVC's input formatters, so that its JSON options hold for functions, too.</summary>
internal sealed class FromBodyConverter : IInputConverter
{
    /// <exception cref="InvalidOperationException">No formatter takes the content type, or the body does not fit the type.</exception>
    public async ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
    {
        var http = context.FunctionContext.GetHttpContext()
            ?? throw new InvalidOperationException("A body can be read only where an HTTP request started the function.");
        var formatting = new InputFormatterContext(
            http,
            modelName: "",
            new ModelStateDictionary(),
            http.RequestServices.GetRequiredService<IModelMetadataProvider>().GetMetadataForType(context.TargetType),
            (stream, encoding) => new HttpRequestStreamReader(stream, encoding));
        var formatter = http.RequestServices.GetRequiredService<IOptions<MvcOptions>>().Value.InputFormatters
            .FirstOrDefault(candidate => candidate.CanRead(formatting))
            ?? throw new InvalidOperationException($"The content type '{http.Request.ContentType}' cannot be read.");

        var result = await formatter.ReadAsync(formatting);
        if (result.HasError)
            throw new InvalidOperationException(string.Join(' ', formatting.ModelState.Values
                .SelectMany(entry => entry.Errors)
                .Select(error => error.ErrorMessage.Length > 0 ? error.ErrorMessage : error.Exception?.Message)));
        return ConversionResult.Success(result.IsModelSet ? result.Model : null);
    }
}
