using Accounts.Access;
using Accounts.Customers.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.Members;

/// <summary>What this part needs.</summary>
public static class MemberServices
{
    /// <summary>Adds members.</summary>
    public static IServiceCollection AddMembers(this IServiceCollection services) =>
        services
            .AddSingleton<MemberStore>()
            .AddSingleton<ISearchedAddresses>(provider => provider.GetRequiredService<MemberStore>())
            .AddSingleton<MemberChanges>()
            .AddSingleton<PersonFollowing>()
            .AddSingleton<IMemberLookup, MemberLookup>();
}
