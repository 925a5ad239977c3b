using Accounts.Platform.Http;

namespace Accounts.Customers.Projects;

/// <summary>A project of an organization. It groups cloud resources.</summary>
/// <param name="Id">Id of the project within its organization.</param>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="CreatedBy">Id of the user who created it.</param>
public sealed record Project(string Id, string Name, DateTimeOffset CreatedAt, string CreatedBy) : IVersioned
{
    string IVersioned.Life => Id;

    // Projects cannot be changed so far.
    int IVersioned.Version => 1;
}
