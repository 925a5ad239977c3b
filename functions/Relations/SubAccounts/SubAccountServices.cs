using Accounts.Access.Work;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Relations.SubAccounts;

public static class SubAccountServices
{
    public static IServiceCollection AddSubAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SubAccountOptions>().Bind(configuration.GetSection("SubAccounts")).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<SubAccountStore>()
            .AddSingleton<MainAccountMark>()
            .AddSingleton<Linking>()
            .AddSingleton<SubAccountCopies>()
            .AddSingleton<IAccountCopies>(provider => provider.GetRequiredService<SubAccountCopies>())
            .AddSingleton<MainAccountNames>()
            .AddSingleton<SubAccountActivation>()
            .AddSingleton<SubAccountDelivery>()
            .AddSingleton<SubAccountWork>()
            .AddSingleton<IWorkSource>(provider => provider.GetRequiredService<SubAccountWork>())
            .AddSingleton<AskToLink>()
            .AddSingleton<OrderNewSubAccount>()
            .AddSingleton<IReach, SubAccountReach>()
            .AddSingleton<INameFollower>(provider => provider.GetRequiredService<MainAccountNames>())
            .AddSingleton<IInvitationKind, AcceptLink>();
    }
}
