using System.Text.Json.Serialization;
using Accounts.Platform;

namespace Accounts.Organizations;

/// <summary>How a person is addressed.</summary>
[JsonConverter(typeof(ExactEnumConverter<Salutation>))]
public enum Salutation
{
    /// <summary>Herr.</summary>
    [JsonStringEnumMemberName("mr")]
    Mr,

    /// <summary>Frau.</summary>
    [JsonStringEnumMemberName("ms")]
    Ms,

    /// <summary>Neutral: divers, or no salutation wanted.</summary>
    [JsonStringEnumMemberName("mx")]
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
