using Accounts.Platform.Storage;

namespace Accounts.Relations.Partners;

/// <summary>Keys of partnerships, with the customer and with the partner.</summary>
public static class PartnerKeys
{
    /// <summary>Prefix of the partnerships as the customer stores them, including ended ones.</summary>
    [RowKey(Tables.Organizations)]
    public const string Partners = "partner:";

    /// <summary>Key of the number of current partners.</summary>
    [RowKey(Tables.Organizations)]
    public const string Count = "partner-count";

    /// <summary>Prefix of the customers in a partner's list, by number.</summary>
    [RowKey(Tables.Organizations)]
    public const string CustomersByNumber = "customer:";

    /// <summary>Prefix of the customers in a partner's list, by name.</summary>
    [RowKey(Tables.Organizations)]
    public const string CustomersByName = "customer-name:";

    [RowKey(Tables.Organizations)]
    private const string Managed = "managed-customer:";

    /// <summary>One partnership as the customer keeps it.</summary>
    public static string Partner(string partnershipId) => Partners + partnershipId;

    /// <summary>One partnership as the partner keeps it.</summary>
    public static string ManagedCustomer(string partnershipId) => Managed + partnershipId;

    /// <summary>One customer in the partner's list, by number.</summary>
    public static string CustomerByNumber(string tail) => CustomersByNumber + tail;

    /// <summary>The same by name; '!' sorts before every character of a name key.</summary>
    public static string CustomerByName(string nameKey, string tail) => $"{CustomersByName}{nameKey}!{tail}";
}
