using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Customers.Projects;

/// <summary>What this part needs.</summary>
public static class ProjectServices
{
    /// <summary>Adds projects.</summary>
    public static IServiceCollection AddProjects(this IServiceCollection services) => services.AddSingleton<ProjectStore>();
}
