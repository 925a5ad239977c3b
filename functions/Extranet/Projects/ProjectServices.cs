using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Extranet.Projects;

/// <summary>What this part needs.</summary>
public static class ProjectServices
{
    /// <summary>Adds how projects stand.</summary>
    public static IServiceCollection AddProjectStatuses(this IServiceCollection services) => services.AddSingleton<ProjectStatuses>();
}
