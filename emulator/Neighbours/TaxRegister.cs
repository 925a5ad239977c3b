namespace Accounts.Emulator.Neighbours;

/// <summary>What the tax registers can do, by the setting <c>taxRegister</c>; cases are told apart by VAT id.</summary>
internal static class TaxRegister
{
    public const string Setting = "taxRegister";

    /// <summary>Every id is registered.</summary>
    public const string Valid = "valid";

    /// <summary>No id is registered.</summary>
    public const string Invalid = "invalid";

    /// <summary>Out of order.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>Too many requests.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>It will not take a request as it is, now or later.</summary>
    public const string Refusing = "refusing";

    /// <summary>Drops the connection.</summary>
    public const string Dropping = "dropping";

    public static void AddTo(NeighbourSettings neighbours) =>
        neighbours.Register(Setting, Valid, Invalid, Unavailable, Overloaded, Refusing, Dropping);
}
