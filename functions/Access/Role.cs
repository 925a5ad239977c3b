namespace Accounts.Access;

/// <summary>What a member may do in an organization. The first legal representative is its owner (Inhaber).</summary>
public enum Role
{
    /// <summary>rechtlich Verantwortliche</summary>
    LegalRepresentative,

    /// <summary>Administrators.</summary>
    Admin,

    /// <summary>Everybody else who works there.</summary>
    Employee,

    /// <summary>Deals with invoices and payment.</summary>
    Billing,
}

/// <summary>Roles as the access check knows them.</summary>
public static class Roles
{
    /// <summary>The flag of a role.</summary>
    public static Who AsWho(this Role role) => role switch
    {
        Role.LegalRepresentative => Who.LegalRepresentative,
        Role.Admin => Who.Admin,
        Role.Employee => Who.Employee,
        Role.Billing => Who.Billing,
        _ => Who.Nobody,
    };
}
