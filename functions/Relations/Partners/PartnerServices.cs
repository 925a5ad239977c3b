using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Relations.Partners;

/// <summary>What this part needs.</summary>
public static class PartnerServices
{
    /// <summary>Adds partners and their customers.</summary>
    public static IServiceCollection AddPartners(this IServiceCollection services) => services
        .AddSingleton<PartnerStore>()
        .AddSingleton<CustomerStore>()
        .AddSingleton<Partnerships>()
        .AddSingleton<PartnershipReceivers>()
        .AddSingleton<PartnershipMailing>()
        .AddSingleton<IReach, CustomerReach>()
        .AddSingleton<INameFollower, AllPartnerships>()
        .AddTransient<CustomerOfRequest>()
        .AddTransient<IInvitationKind, AcceptCustomerRequest>();
}
