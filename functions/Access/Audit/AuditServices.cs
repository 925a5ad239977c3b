using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Access.Audit;

public static class AuditServices
{
    /// <summary>Adds the audit log, and the class that changes organizations and writes the log.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditLog>().AddSingleton<OrganizationChanges>();
}
