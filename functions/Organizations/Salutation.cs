namespace Accounts.Organizations;

/// <summary>How a person is addressed.</summary>
public enum Salutation
{
    /// <summary>Herr.</summary>
    Mr,

    /// <summary>Frau.</summary>
    Ms,

    /// <summary>Neutral: divers, or no salutation wanted.</summary>
    Mx,
}

/// <summary>What salutations are in print.</summary>
public static class Salutations
{
    /// <summary>The German title before the name; null for the neutral one, where the full name stands alone.</summary>
    public static string? GermanTitle(this Salutation salutation) => salutation switch
    {
        Salutation.Mr => "Herr",
        Salutation.Ms => "Frau",
        _ => null,
    };
}
