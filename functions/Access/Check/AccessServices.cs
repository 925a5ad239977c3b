using Accounts.Access.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Access.Check;

public static class AccessServices
{
    /// <summary>Adds token validation with its settings.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthOptions>().Bind(configuration.GetSection("Auth")).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<TokenValidation>().AddSingleton<DelegationStore>();
    }

    /// <summary>Adds a source of signed webhooks, with its secrets in the given settings section.</summary>
    public static IServiceCollection AddWebhook(this IServiceCollection services, IConfiguration configuration, string section)
    {
        services.AddOptions<WebhookOptions>(section)
            .Bind(configuration.GetSection(section))
            .Validate(
                options => options.AreValid,
                $"Set {section}:Secrets:0 (and further ones while they are rotated) to whsec_ followed by 24 to 64 bytes as base64.")
            .ValidateOnStart();
        return services;
    }
}
