using Accounts.Invitations;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.SubAccounts;

/// <summary>What this part needs.</summary>
public static class SubAccountServices
{
    /// <summary>Adds main accounts and sub-accounts.</summary>
    public static IServiceCollection AddSubAccounts(this IServiceCollection services) => services
        .AddSingleton<SubAccountStore>()
        .AddSingleton<MainAccountMark>()
        .AddSingleton<Linking>()
        .AddSingleton<SubAccountCopies>()
        .AddSingleton<SubAccountActivation>()
        .AddSingleton<AskToLink>()
        .AddSingleton<OrderNewSubAccount>()
        .AddSingleton<ReachableSubAccounts>()
        .AddSingleton<IAcceptance, AcceptLink>();
}
