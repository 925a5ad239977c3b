using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Billing.Runs;

public static class RunServices
{
    public static IServiceCollection AddInvoiceRuns(this IServiceCollection services) => services
        .AddSingleton<RunStore>()
        .AddSingleton<RunWork>()
        .AddSingleton<PlannedCharges>()
        .AddSingleton<DraftPreview>()
        .AddSingleton<RunDrafting>()
        .AddSingleton<RunFinalizing>()
        .AddSingleton<RunReport>();
}
