using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Http.Converters;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The parameter is read from the request's body.</summary>
public class FromBodyAttribute() : InputConverterAttribute(typeof(FromBodyConverter))
{
}
