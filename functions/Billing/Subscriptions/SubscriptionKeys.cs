using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Billing.Subscriptions;

/// <summary>Keys of recurring prices, in the partition of the account that uses them.</summary>
public static class SubscriptionKeys
{
    /// <summary>Prefix of all recurring prices.</summary>
    [RowKey(Tables.Organizations)]
    public const string Subscriptions = "subscription:";

    /// <summary>Prefix of recurring prices with something to do, sorted by its day.</summary>
    [RowKey(Tables.Organizations)]
    public const string Due = "subscription-due:";

    /// <summary>Prefix of rows that list charges that are not yet available to invoice runs. They sort before what is due.</summary>
    [RowKey(Tables.Organizations)]
    public const string Charged = "subscription-charged:";

    /// <summary>Prefix of accounts, in the partition of their shard and a day.</summary>
    [RowKey(Tables.RenewalsDue)]
    public const string Accounts = "account:";

    public static string Subscription(string subscriptionId) => Subscriptions + subscriptionId;

    /// <summary>A recurring price with something to do on a day.</summary>
    public static string DueOn(DateOnly day, string subscriptionId) =>
        string.Create(CultureInfo.InvariantCulture, $"{Due}{day:yyyyMMdd}:{subscriptionId}");

    /// <summary>Charges that were made together.</summary>
    public static string ChargedTogether(string id) => Charged + id;

    /// <summary>Whether a value from a route can be an id.</summary>
    public static bool IsWellFormed(string id) => id.Length is > 0 and <= 80 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
