using System.Globalization;

namespace Accounts.Emulator.Tables;

/// <summary>
/// Versions of entities: the ticks of the time of the write. No version is used twice, even if two writes happen in one tick
/// or the clock is set back. ETags show versions in the service's format.
/// </summary>
internal static class StoredVersion
{
    private const string Prefix = "W/\"datetime'";

    public static string ETag(long version)
    {
        var time = new DateTime(version, DateTimeKind.Utc).ToString(
            "yyyy-MM-dd'T'HH'%3A'mm'%3A'ss.fffffff'Z'", CultureInfo.InvariantCulture);
        return $"{Prefix}{time}'\"";
    }

    /// <summary>Checks a condition on an existing entity.</summary>
    /// <exception cref="TableErrorException">The condition is not met, or is not an ETag of this store.</exception>
    public static void Check(string? ifMatch, long version)
    {
        if (ifMatch is null or "*" || ifMatch == ETag(version))
            return;
        throw new TableErrorException(
            ifMatch.StartsWith(Prefix, StringComparison.Ordinal) ? TableError.ConditionNotMet : TableError.ETagInvalid);
    }
}
