namespace Accounts.Organizations;

/// <summary>
/// All row keys. In the table Organizations the partition key is the organization's id, in Users the user's.
/// A ':' ends the kind of row, so that one kind is one range of keys.
/// </summary>
public static class Keys
{
    /// <summary>The container.</summary>
    public const string Organization = "organization";

    /// <summary>Its commercial side.</summary>
    public const string Account = "account";

    /// <summary>Kind of the members.</summary>
    public const string Members = "member:";

    /// <summary>Kind of the contacts.</summary>
    public const string Contacts = "contact:";

    /// <summary>Kind of the projects.</summary>
    public const string Projects = "project:";

    /// <summary>Kind of the memberships in the table Users.</summary>
    public const string Memberships = "membership:";

    /// <summary>One member.</summary>
    public static string Member(string userId) => Members + userId;

    /// <summary>One contact.</summary>
    public static string Contact(string contactId) => Contacts + contactId;

    /// <summary>One project.</summary>
    public static string Project(string projectId) => Projects + projectId;

    /// <summary>One membership in the table Users.</summary>
    public static string Membership(string organizationId) => Memberships + organizationId;

    /// <summary>One attempt to open an account, in the table Users.</summary>
    public static string Opening(string requestId) => "opening:" + requestId;
}
