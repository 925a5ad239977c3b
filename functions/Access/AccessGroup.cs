using Accounts.Access.Audit;
using Accounts.Access.Check;
using Accounts.Access.Work;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounts.Access;

/// <summary>
/// Who may do what, and who did it. Each part may use those before it: Rights, Access itself, Tokens, Audit, Check, Service,
/// Work.
/// </summary>
public static class AccessGroup
{
    /// <summary>Adds the group.</summary>
    public static void AddAccess(this FunctionsApplicationBuilder builder)
    {
        builder.UseMiddleware<AccessMiddleware>();
        // Behind the check, so that a condition tells nothing to who has no access.
        builder.UseMiddleware<ConditionMiddleware>();
        builder.UseMiddleware<QueryMiddleware>();
        builder.Services.AddAccess(builder.Configuration).AddAudit().AddSingleton<IWorkSource, StuckProcesses>();
    }
}
