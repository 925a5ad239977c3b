using System.Globalization;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>Keys in the table of users: each user has a partition, and so has each address.</summary>
public static class UserKeys
{
    /// <summary>Under which address a user is known; sorts behind everything else that <c>GET /me</c> reads.</summary>
    [RowKey(Tables.Users)]
    public const string Profile = "profile";

    /// <summary>The user who is known under an address, in its partition.</summary>
    [RowKey(Tables.Users)]
    public const string User = "user";

    /// <summary>Kind of the invitations that wait for a user, or for an address.</summary>
    [RowKey(Tables.Users)]
    public const string Invitations = "invitation:";

    /// <summary>Kind of the counts of mails to an address.</summary>
    [RowKey(Tables.Users)]
    public const string Mails = "mails:";

    /// <summary>Kind of the counts of accounts that a user has opened; read by <c>GET /me</c>.</summary>
    [RowKey(Tables.Users)]
    public const string Opened = "opened:";

    /// <summary>The partition of an address.</summary>
    public static string Address(string emailKey) => "address-" + Hashes.Of(emailKey);

    /// <summary>What a user has opened on a day (UTC).</summary>
    public static string OpenedOn(DateTimeOffset now) => Opened + now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>An invitation that waits.</summary>
    public static string Waiting(string organizationId, string invitationId) => $"{Invitations}{organizationId}:{invitationId}";
}
