namespace Accounts.Platform.Values;

/// <summary>Ids of resources within an organization.</summary>
public static class Ids
{
    /// <summary>A new id: 32 hexadecimal digits that sort by time (UUID version 7), so that lists are in the order of creation.</summary>
    public static string New(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    /// <summary>Whether a text from a route can be an id. Any other text must never become part of a key.</summary>
    public static bool IsWellFormed(string id) => id.Length is > 0 and <= 64 && id.All(char.IsAsciiLetterOrDigit);
}
