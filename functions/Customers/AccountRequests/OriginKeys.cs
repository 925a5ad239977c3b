using Accounts.Platform.Storage;

namespace Accounts.Customers.AccountRequests;

/// <summary>Keys of the origins of organizations.</summary>
public static class OriginKeys
{
    [RowKey(Tables.Organizations)]
    private const string Origins = "origin:";

    /// <summary>Key for the request that an organization was made from.</summary>
    public static string Origin(string requestId) => Origins + requestId;
}
