using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Platform.Storage;

/// <summary>The app's own identity, by which it reaches every service of Azure that is not given by a connection string.</summary>
public static class Credentials
{
    /// <summary>
    /// Adds the one credential. In Azure it is the managed identity that the setting <c>AZURE_CLIENT_ID</c> names, which
    /// the credential reads itself; on a developer's machine, whoever is signed in. Made only where it is asked for.
    /// </summary>
    public static IServiceCollection AddCredential(this IServiceCollection services) =>
        services.AddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
}
