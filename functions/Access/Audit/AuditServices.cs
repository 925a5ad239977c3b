using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Access.Audit;

/// <summary>What this part needs.</summary>
public static class AuditServices
{
    /// <summary>Adds the audit log, and the way to change organizations that keeps it.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditLog>().AddSingleton<OrganizationChanges>();
}
