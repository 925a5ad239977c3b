using Accounts.Platform.Storage;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>Keys of the services of an order.</summary>
public static class ServiceKeys
{
    [RowKey(Tables.Organizations)]
    private const string Agreed = "appointment:";

    [RowKey(Tables.Organizations)]
    private const string Performed = "performance-record:";

    /// <summary>Prefix of the performance records of all orders.</summary>
    public const string AllPerformanceRecords = Performed;

    /// <summary>The order of a performance record, by the key of its row.</summary>
    public static OrderId OrderOf(string organizationId, string rowKey) =>
        new(organizationId, OrderKeys.Upright(rowKey[Performed.Length..].Split(':')[0]));

    /// <summary>Prefix of the appointments of an order.</summary>
    public static string Appointments(int orderNumber) => $"{Agreed}{OrderKeys.Inverted(orderNumber)}:";

    /// <summary>Prefix of the performance records of an order.</summary>
    public static string PerformanceRecords(int orderNumber) => $"{Performed}{OrderKeys.Inverted(orderNumber)}:";
}
