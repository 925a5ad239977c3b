namespace Accounts.Platform.Values;

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
