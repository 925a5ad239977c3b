using Azure.Communication.Email;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Platform.Mail;

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
            var client = new EmailClientOptions();
            // A host outside Azure may bring its own mail service.
            if (provider.GetService<HttpPipelineTransport>() is { } transport)
                client.Transport = transport;
            return options.Endpoint is { } endpoint
                ? new EmailClient(endpoint, provider.GetRequiredService<TokenCredential>(), client)
                : new EmailClient(options.ConnectionString!, client);
        });
        return services.AddSingleton<Mailer>();
    }
}
