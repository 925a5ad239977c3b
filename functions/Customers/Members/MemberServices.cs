using Accounts.Access;
using Accounts.Customers.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.Members;

public static class MemberServices
{
    public static IServiceCollection AddMembers(this IServiceCollection services) =>
        services
            .AddSingleton<MemberStore>()
            .AddSingleton<ISearchedAddresses>(provider => provider.GetRequiredService<MemberStore>())
            .AddSingleton<MemberChanges>()
            .AddSingleton<PersonFollowing>()
            .AddSingleton<IMemberLookup, MemberLookup>();
}
