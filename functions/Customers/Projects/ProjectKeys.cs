using Accounts.Platform.Storage;

namespace Accounts.Customers.Projects;

/// <summary>Keys of the projects of an organization.</summary>
public static class ProjectKeys
{
    /// <summary>Kind of the projects.</summary>
    [RowKey(Tables.Organizations)]
    public const string Projects = "project:";

    /// <summary>One project.</summary>
    public static string Project(string projectId) => Projects + projectId;
}
