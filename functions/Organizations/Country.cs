using System.Text.Json.Serialization;
using Accounts.Platform;

namespace Accounts.Organizations;

/// <summary>The countries whose companies create their customer account by themselves (<c>seeds/000…</c>), by ISO 3166-1 code.</summary>
[JsonConverter(typeof(ExactEnumConverter<Country>))]
public enum Country
{
    /// <summary>Germany.</summary>
    DE,

    /// <summary>Austria.</summary>
    AT,

    /// <summary>Switzerland.</summary>
    CH,
}
