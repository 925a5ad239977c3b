using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Billing.Runs;

/// <summary>What this part needs.</summary>
public static class RunServices
{
    /// <summary>Adds invoice runs.</summary>
    public static IServiceCollection AddInvoiceRuns(this IServiceCollection services) => services
        .AddSingleton<RunStore>()
        .AddSingleton<RunWork>()
        .AddSingleton<PlannedCharges>()
        .AddSingleton<DraftPreview>()
        .AddSingleton<RunDrafting>()
        .AddSingleton<RunReport>();
}
