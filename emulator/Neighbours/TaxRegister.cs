namespace Accounts.Emulator.Neighbours;

/// <summary>Behaviours of the tax registers, set by <c>taxRegister</c>; cases are distinguished by VAT id.</summary>
internal static class TaxRegister
{
    public const string Setting = "taxRegister";

    /// <summary>Every id is registered.</summary>
    public const string Valid = "valid";

    /// <summary>No id is registered.</summary>
    public const string Invalid = "invalid";

    /// <summary>Answers that the service is unavailable.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>Answers that there are too many requests.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>Refuses the request permanently.</summary>
    public const string Refusing = "refusing";

    /// <summary>Drops the connection.</summary>
    public const string Dropping = "dropping";

    public static void AddTo(NeighbourSettings neighbours) =>
        neighbours.Register(Setting, Valid, Invalid, Unavailable, Overloaded, Refusing, Dropping);
}
