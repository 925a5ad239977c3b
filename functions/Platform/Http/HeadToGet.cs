using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Platform.Http;

/// <summary>
/// Makes every function that accepts GET accept HEAD too (RFC 9110, 9.1), so that no function has to declare it. The function
/// runs as for GET; the web server omits the body.
/// </summary>
internal sealed class HeadToGet(IFunctionMetadataProvider listed) : IFunctionMetadataProvider
{
    /// <inheritdoc />
    public async Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory)
    {
        var functions = await listed.GetFunctionMetadataAsync(directory);
        foreach (var bindings in functions.Select(function => function.RawBindings).OfType<IList<string>>())
        {
            for (var i = 0; i < bindings.Count; i++)
                bindings[i] = WithHead(bindings[i]);
        }

        return functions;
    }

    private static string WithHead(string binding)
    {
        var trigger = JsonNode.Parse(binding)!;
        if (trigger["methods"] is not JsonArray methods || !Has("get") || Has("head"))
            return binding;
        methods.Add("head");
        return trigger.ToJsonString();

        bool Has(string method) => methods.Any(taken => method.Equals((string?)taken, StringComparison.OrdinalIgnoreCase));
    }
}

internal static class HeadToGetServices
{
    /// <summary>Wraps the list of functions that the build has generated.</summary>
    public static IServiceCollection AddHeadToGet(this IServiceCollection services)
    {
        var listed = services.Last(service => service.ServiceType == typeof(IFunctionMetadataProvider)).ImplementationType!;
        return services.AddSingleton<IFunctionMetadataProvider>(provider =>
            new HeadToGet((IFunctionMetadataProvider)ActivatorUtilities.CreateInstance(provider, listed)));
    }
}
