using Accounts.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.Members;

/// <summary>What this part needs.</summary>
public static class MemberServices
{
    /// <summary>Adds members.</summary>
    public static IServiceCollection AddMembers(this IServiceCollection services) =>
        services
            .AddSingleton<MemberStore>()
            .AddSingleton<MemberChanges>()
            .AddSingleton<PersonFollowing>()
            .AddSingleton<IMemberLookup, MemberLookup>();
}
