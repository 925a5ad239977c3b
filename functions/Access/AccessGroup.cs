using Accounts.Access.Audit;
using Accounts.Access.Check;
using Accounts.Access.Work;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounts.Access;

/// <summary>
/// Access rules and the audit log. Each part may use the parts before it: Rights, Access itself, Tokens, Audit, Check,
/// Service, Work.
/// </summary>
public static class AccessGroup
{
    public static void AddAccess(this FunctionsApplicationBuilder builder)
    {
        builder.UseMiddleware<AccessMiddleware>();
        // After the access check, so that a condition reveals nothing to callers without access.
        builder.UseMiddleware<ConditionMiddleware>();
        builder.UseMiddleware<QueryMiddleware>();
        builder.Services.AddAccess(builder.Configuration).AddAudit().AddSingleton<IWorkSource, StuckProcesses>();
    }
}
