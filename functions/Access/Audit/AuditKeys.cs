using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Access.Audit;

/// <summary>Keys of an organization's audit log; the newest entry comes first.</summary>
public static class AuditKeys
{
    /// <summary>Prefix of the entries.</summary>
    [RowKey(Tables.Organizations)]
    public const string Entries = "audit:";

    /// <summary>The row with the end of the log.</summary>
    [RowKey(Tables.Organizations)]
    public const string Head = "audit-head";

    private const long Highest = 999_999_999_999;

    /// <summary>The row of an entry.</summary>
    public static string Entry(long number) => Entries + (Highest - number).ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>The number in the key of an entry.</summary>
    public static long NumberOf(string rowKey) =>
        Highest - long.Parse(rowKey.AsSpan(Entries.Length), NumberStyles.None, CultureInfo.InvariantCulture);
}
