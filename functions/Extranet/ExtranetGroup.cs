using Accounts.Extranet.Budgets;
using Accounts.Extranet.Charts;
using Accounts.Extranet.Opening;
using Accounts.Extranet.Projects;
using Accounts.Extranet.Reports;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Accounts.Extranet;

/// <summary>The customers' protected area; each part may use those before it in this list.</summary>
public static class ExtranetGroup
{
    /// <summary>Adds the group.</summary>
    public static void AddExtranet(this FunctionsApplicationBuilder builder) => builder.Services
        .AddExtranetOpening(builder.Configuration)
        .AddReports()
        .AddProjectStatuses()
        .AddBudgets()
        .AddCharts();
}
