using Accounts.Platform.Storage;

namespace Accounts.Customers.Projects;

/// <summary>Keys of the projects of an organization.</summary>
public static class ProjectKeys
{
    /// <summary>Key prefix of the projects.</summary>
    [RowKey(Tables.Organizations)]
    public const string Projects = "project:";

    public static string Project(string projectId) => Projects + projectId;
}
