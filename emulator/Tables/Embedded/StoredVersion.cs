using System.Globalization;

namespace Accounts.Emulator.Tables;

/// <summary>
/// Versions of entities: ticks of the time of the write, but never one twice, also not when two writes fall into
/// one tick or the clock is set back. ETags show them in the service's form.
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

    /// <summary>Checks a condition on an entity that is there.</summary>
    /// <exception cref="TableErrorException">The condition is not met, or no ETag of this store.</exception>
    public static void Check(string? ifMatch, long version)
    {
        if (ifMatch is null or "*" || ifMatch == ETag(version))
            return;
        throw new TableErrorException(
            ifMatch.StartsWith(Prefix, StringComparison.Ordinal) ? TableError.ConditionNotMet : TableError.ETagInvalid);
    }
}
