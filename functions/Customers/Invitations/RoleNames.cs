using Accounts.Access;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>The names of roles in mails.</summary>
internal static class RoleNames
{
    public static string Of(Role role, Language language) => role switch
    {
        Role.LegalRepresentative => language.Pick(
            "Rechtlich verantwortliche Person", "Legal representative", "Représentant légal", "Rappresentante legale"),
        Role.Admin => language.Pick("Administration", "Administration", "Administration", "Amministrazione"),
        Role.Employee => language.Pick("Mitarbeit", "Staff", "Collaboration", "Collaborazione"),
        Role.Billing => language.Pick("Abrechnung", "Billing", "Facturation", "Fatturazione"),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
