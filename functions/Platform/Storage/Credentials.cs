using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Platform.Storage;

/// <summary>The app's own identity. It is used for every Azure service that has no connection string.</summary>
public static class Credentials
{
    /// <summary>
    /// Adds the only credential. In Azure it is the managed identity named by the setting <c>AZURE_CLIENT_ID</c>, which the
    /// credential reads itself. On a developer's machine it is the signed-in user. Created only when needed.
    /// </summary>
    public static IServiceCollection AddCredential(this IServiceCollection services) =>
        services.AddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
}
