using Accounts.Extranet.Budgets;
using Accounts.Extranet.Charts;
using Accounts.Extranet.Opening;
using Accounts.Extranet.Projects;
using Accounts.Extranet.Reports;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Accounts.Extranet;

/// <summary>The customers' protected area. Each part may use the parts before it in this list.</summary>
public static class ExtranetGroup
{
    public static void AddExtranet(this FunctionsApplicationBuilder builder) => builder.Services
        .AddExtranetOpening(builder.Configuration)
        .AddReports()
        .AddProjectStatuses()
        .AddBudgets()
        .AddCharts();
}
