using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Extranet.Projects;

public static class ProjectServices
{
    public static IServiceCollection AddProjectStatuses(this IServiceCollection services) => services.AddSingleton<ProjectStatuses>();
}
