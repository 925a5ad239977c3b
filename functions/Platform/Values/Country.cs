using System.Text.Json.Serialization;

namespace Accounts.Platform.Values;

/// <summary>The countries whose companies can create a customer account themselves (<c>seeds/000…</c>), by ISO 3166-1 code.</summary>
public enum Country
{
    /// <summary>Germany.</summary>
    [JsonStringEnumMemberName("DE")]
    DE,

    /// <summary>Austria.</summary>
    [JsonStringEnumMemberName("AT")]
    AT,

    /// <summary>Switzerland.</summary>
    [JsonStringEnumMemberName("CH")]
    CH,
}

public static class Countries
{
    /// <summary>The country of a code; null for a country without self-service.</summary>
    public static Country? Parse(string? code) =>
        code is { Length: 2 } && Enum.TryParse<Country>(code, out var country) && country.ToString() == code ? country : null;
}
