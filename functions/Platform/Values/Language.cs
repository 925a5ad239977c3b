using System.Text.Json.Serialization;

namespace Accounts.Platform.Values;

/// <summary>Languages of mails and documents.</summary>
public enum Language
{
    /// <summary>German</summary>
    [JsonStringEnumMemberName("de")]
    German,

    /// <summary>English</summary>
    [JsonStringEnumMemberName("en")]
    English,
}
