using Accounts.Platform.Storage;

namespace Accounts.Extranet.Opening;

/// <summary>Keys of the extranet of an organization.</summary>
public static class ExtranetKeys
{
    /// <summary>The extranet itself.</summary>
    [RowKey(Tables.Organizations)]
    public const string Area = "extranet";

    /// <summary>Key prefix of the members' choices of mails.</summary>
    [RowKey(Tables.Organizations)]
    public const string Subscriptions = "notification:";

    public static string Subscription(string userId) => Subscriptions + userId;
}
