using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Billing.Subscriptions;

/// <summary>Keys of recurring prices, in the partition of the account that uses them.</summary>
public static class SubscriptionKeys
{
    /// <summary>Kind of all of them.</summary>
    [RowKey(Tables.Organizations)]
    public const string Subscriptions = "subscription:";

    /// <summary>Kind of those with something to do, in the order of its days.</summary>
    [RowKey(Tables.Organizations)]
    public const string Due = "subscription-due:";

    /// <summary>Kind of what says that charges were made which have not come up for an invoice yet; before those that are due.</summary>
    [RowKey(Tables.Organizations)]
    public const string Charged = "subscription-charged:";

    /// <summary>Kind of the accounts in the partition of their shard and a day.</summary>
    [RowKey(Tables.RenewalsDue)]
    public const string Accounts = "account:";

    /// <summary>One of them.</summary>
    public static string Subscription(string subscriptionId) => Subscriptions + subscriptionId;

    /// <summary>One with something to do on a day.</summary>
    public static string DueOn(DateOnly day, string subscriptionId) =>
        string.Create(CultureInfo.InvariantCulture, $"{Due}{day:yyyyMMdd}:{subscriptionId}");

    /// <summary>Charges that were made together.</summary>
    public static string ChargedTogether(string id) => Charged + id;

    /// <summary>Whether a text from a route can be an id.</summary>
    public static bool IsWellFormed(string id) => id.Length is > 0 and <= 80 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
