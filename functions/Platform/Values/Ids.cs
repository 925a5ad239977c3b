namespace Accounts.Platform.Values;

/// <summary>Ids of things within an organization.</summary>
public static class Ids
{
    /// <summary>
    /// A new id: 32 hexadecimal digits that sort by time (UUID version 7), so that lists are in the order of creation.
    /// About 1 in 1,000 would look like a card number, and be refused when it comes back in a body; such are not given.
    /// </summary>
    public static string New(DateTimeOffset now)
    {
        string id;
        // Ends: what comes from the time alone begins with 0 or is shorter than any card number.
        do
            id = Guid.CreateVersion7(now).ToString("N");
        while (CardNumber.IsIn(id));
        return id;
    }

    /// <summary>Whether a text from a route can be an id at all; anything else never reaches a key.</summary>
    public static bool IsWellFormed(string id) => id.Length is > 0 and <= 64 && id.All(char.IsAsciiLetterOrDigit);
}
