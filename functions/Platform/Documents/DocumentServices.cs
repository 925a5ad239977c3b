using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Platform.Documents;

/// <summary>What this part needs.</summary>
public static class DocumentServices
{
    /// <summary>Adds documents, who prints them and where they are kept.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProviderOptions>().Bind(configuration.GetSection("Provider")).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<DocumentStore>();
    }
}
