namespace Accounts.Access;

/// <summary>What a member may do in an organization. The first legal representative is its owner (Inhaber).</summary>
public enum Role
{
    /// <summary>rechtlich Verantwortliche</summary>
    LegalRepresentative,

    /// <summary>Administrators.</summary>
    Admin,

    /// <summary>All other staff.</summary>
    Employee,

    /// <summary>Responsible for invoices and payment.</summary>
    Billing,
}

public static class Roles
{
    /// <summary>The flag of a role in access rules.</summary>
    public static Who AsWho(this Role role) => role switch
    {
        Role.LegalRepresentative => Who.LegalRepresentative,
        Role.Admin => Who.Admin,
        Role.Employee => Who.Employee,
        Role.Billing => Who.Billing,
        _ => Who.Nobody,
    };
}
