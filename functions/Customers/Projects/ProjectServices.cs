using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.Projects;

public static class ProjectServices
{
    public static IServiceCollection AddProjects(this IServiceCollection services) => services.AddSingleton<ProjectStore>();
}
