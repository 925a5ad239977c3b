using Azure.Communication.Email;
using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Platform.Mail;

/// <summary>What this part needs.</summary>
public static class MailServices
{
    /// <summary>Adds the mailer and its settings.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PortalOptions>().Bind(configuration.GetSection("Portal")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MailOptions>>().Value;
            return options.Endpoint is { } endpoint
                ? new EmailClient(endpoint, provider.GetRequiredService<TokenCredential>())
                : new EmailClient(options.ConnectionString!);
        });
        return services.AddSingleton<Mailer>();
    }
}
