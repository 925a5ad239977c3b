using System.Globalization;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Sales.Licenses;

/// <summary>Keys of the rows of licenses; the keys of the licenses themselves are <see cref="LicenseKeys"/>.</summary>
public static class LicenseRowKeys
{
    /// <summary>The organization's data key, wrapped.</summary>
    [RowKey(Tables.Organizations)]
    public const string DataKey = "data-key";

    [RowKey(Tables.Organizations)]
    private const string AllLicenses = "license:";

    [RowKey(Tables.Organizations)]
    private const string AllPurchases = "purchase:";

    [RowKey(Tables.Organizations)]
    private const string Hours = "reveals:";

    [RowKey(Tables.Organizations)]
    private const string Messages = "vendor-message:";

    /// <summary>Prefix of the licenses of an order.</summary>
    public static string Licenses(string orderId) => $"{AllLicenses}{orderId}:";

    /// <summary>One license; sorted by the order's lines.</summary>
    public static string License(string orderId, string licenseId) => Licenses(orderId) + licenseId;

    /// <summary>Prefix of the purchases of an order.</summary>
    public static string Purchases(string orderId) => $"{AllPurchases}{orderId}:";

    /// <summary>One purchase; sorted by the order's lines.</summary>
    public static string Purchase(string orderId, int line) => Purchases(orderId) + line.ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>How many keys were revealed in an hour.</summary>
    public static string Reveals(DateTimeOffset hour) => Hours + hour.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>A message of the license vendor that was accepted.</summary>
    public static string VendorMessage(string messageId) => Messages + Hashes.Of(messageId);
}
