using Accounts.Platform.Storage;

namespace Accounts.Customers.AccountRequests;

/// <summary>Keys of what organizations were made of.</summary>
public static class OriginKeys
{
    [RowKey(Tables.Organizations)]
    private const string Origins = "origin:";

    /// <summary>The request for an account that an organization was made of.</summary>
    public static string Origin(string requestId) => Origins + requestId;
}
