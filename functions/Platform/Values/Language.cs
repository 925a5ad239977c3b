using System.Text.Json.Serialization;

namespace Accounts.Platform.Values;

/// <summary>Languages of mails and documents. French and Italian are those of Switzerland.</summary>
public enum Language
{
    /// <summary>German</summary>
    [JsonStringEnumMemberName("de")]
    German,

    /// <summary>English</summary>
    [JsonStringEnumMemberName("en")]
    English,

    /// <summary>French</summary>
    [JsonStringEnumMemberName("fr")]
    French,

    /// <summary>Italian</summary>
    [JsonStringEnumMemberName("it")]
    Italian,
}
