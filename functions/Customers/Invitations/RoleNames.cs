using Accounts.Access;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>Roles as people read them.</summary>
internal static class RoleNames
{
    public static string Of(Role role, Language language) => (role, language) switch
    {
        (Role.LegalRepresentative, Language.German) => "Rechtlich verantwortliche Person",
        (Role.LegalRepresentative, _) => "Legal representative",
        (Role.Admin, _) => "Administration",
        (Role.Employee, Language.German) => "Mitarbeit",
        (Role.Employee, _) => "Staff",
        (Role.Billing, Language.German) => "Abrechnung",
        (Role.Billing, _) => "Billing",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
