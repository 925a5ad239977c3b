using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Relations.Partners;

public static class PartnerServices
{
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
