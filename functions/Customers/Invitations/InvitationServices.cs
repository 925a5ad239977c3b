using Accounts.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.Invitations;

public static class InvitationServices
{
    public static IServiceCollection AddInvitations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InvitationOptions>().Bind(configuration.GetSection("Invitations")).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<InvitationStore>()
            .AddSingleton<UserDirectory>()
            .AddSingleton<IPersonFollower>(provider => provider.GetRequiredService<UserDirectory>())
            .AddSingleton<InvitationTokens>()
            .AddSingleton<InvitationSending>()
            .AddSingleton<OwnerInvitations>()
            .AddSingleton<InvitationEnding>()
            .AddSingleton<IInvitationKind, JoinOrganization>()
            .AddSingleton<MailQuota>()
            .AddSingleton<TypedAddresses>();
    }
}
