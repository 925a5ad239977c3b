using System.Globalization;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>Keys in the table of users. Each user and each address has a partition.</summary>
public static class UserKeys
{
    /// <summary>The profile of a user. Sorts after everything else that <c>GET /me</c> reads.</summary>
    [RowKey(Tables.Users)]
    public const string Profile = "profile";

    /// <summary>The user who is known under an address, stored in the partition of the address.</summary>
    [RowKey(Tables.Users)]
    public const string User = "user";

    /// <summary>Key prefix of the invitations that wait for a user or for an address.</summary>
    [RowKey(Tables.Users)]
    public const string Invitations = "invitation:";

    /// <summary>Key prefix of the daily counts of mails to an address.</summary>
    [RowKey(Tables.Users)]
    public const string Mails = "mails:";

    /// <summary>Key prefix of the daily counts of accounts that a user has opened; read by <c>GET /me</c>.</summary>
    [RowKey(Tables.Users)]
    public const string Opened = "opened:";

    /// <summary>The partition of an address.</summary>
    public static string Address(string emailKey) => "address-" + Hashes.Of(emailKey);

    /// <summary>Key of the count of one day (UTC).</summary>
    public static string OpenedOn(DateTimeOffset now) => Opened + now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Waiting(string organizationId, string invitationId) => $"{Invitations}{organizationId}:{invitationId}";
}
