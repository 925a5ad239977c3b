using Accounts.Extranet.Opening;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Extranet.Reports;

public static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ReportStore>()
        .AddSingleton<LatestReports>()
        .AddSingleton<ReportWriting>()
        .AddSingleton<AttachmentTerms>()
        .AddSingleton(new ExtranetContent(ReportKeys.Reports))
        .AddSingleton(new ExtranetContent(ReportKeys.LatestOfProjects))
        .AddSingleton(new ExtranetContent(ReportKeys.LatestOfOrders))
        .AddSingleton(new ExtranetContent(ReportKeys.AllVersions))
        .AddSingleton(new ExtranetContent(ReportKeys.AllTexts));
}
