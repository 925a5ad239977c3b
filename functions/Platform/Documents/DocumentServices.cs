using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Platform.Documents;

public static class DocumentServices
{
    /// <summary>Adds the options of documents and of the provider, and the document store.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DocumentOptions>().Bind(configuration.GetSection("Documents"))
            .PostConfigure(documents => documents.Open()).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ProviderOptions>().Bind(configuration.GetSection("Provider"))
            .PostConfigure<IOptions<DocumentOptions>>((provider, documents) => provider.Logo = documents.Value.OpenedLogo)
            .ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<DocumentStore>();
    }
}
