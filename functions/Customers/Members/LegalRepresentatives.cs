using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;

namespace Accounts.Customers.Members;

/// <summary>Counts the legal representatives. An organization never loses its last one.</summary>
public static class LegalRepresentatives
{
    /// <summary>The organization with one more member of a role.</summary>
    public static Organization With(this Organization organization, Role joined) => joined == Role.LegalRepresentative
        ? organization with { LegalRepresentatives = organization.LegalRepresentatives + 1 }
        : organization;

    /// <summary>The organization after a member has changed role, or has left (null).</summary>
    public static Outcome<Organization> With(this Organization organization, Role from, Role? to)
    {
        var change = (to == Role.LegalRepresentative ? 1 : 0) - (from == Role.LegalRepresentative ? 1 : 0);
        var counted = change == 0 ? organization : organization with { LegalRepresentatives = organization.LegalRepresentatives + change };
        return counted.LegalRepresentatives == 0 ? new LastLegalRepresentative() : counted;
    }
}
