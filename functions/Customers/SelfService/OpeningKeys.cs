using Accounts.Platform.Storage;

namespace Accounts.Customers.SelfService;

/// <summary>Keys of attempts to open an account, in the partition of the user.</summary>
public static class OpeningKeys
{
    [RowKey(Tables.Users)]
    private const string Attempts = "attempt:";

    /// <summary>Key of an attempt. Sorts before what <c>GET /me</c> reads.</summary>
    public static string Attempt(string requestId) => Attempts + requestId;
}
