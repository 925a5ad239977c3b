using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Sales.Orders;

/// <summary>Keys of the orders of an organization.</summary>
public static class OrderKeys
{
    /// <summary>Prefix of the orders; newest first.</summary>
    [RowKey(Tables.Organizations)]
    public const string Orders = "order:";

    /// <summary>Key of the number of orders, which numbers the next one.</summary>
    [RowKey(Tables.Organizations)]
    public const string Count = "order-count";

    [RowKey(Tables.Organizations)]
    private const string OrdersOfProjects = "order-of-project:";

    [RowKey(Tables.Organizations)]
    private const string OrdersOfSubAccounts = "order-of-sub-account:";

    [RowKey(Tables.Organizations)]
    private const string OrderLines = "order-lines:";

    [RowKey(Tables.Organizations)]
    private const string OrderEvents = "order-event:";

    /// <summary>One order.</summary>
    public static string Order(int number) => Orders + Inverted(number);

    /// <summary>Prefix of the orders of a project; newest first.</summary>
    public static string OfProject(string projectId) => $"{OrdersOfProjects}{projectId}:";

    /// <summary>The order that created a sub-account.</summary>
    public static string OfSubAccount(string subAccountId) => OrdersOfSubAccounts + subAccountId;

    /// <summary>Prefix of the rows that an order's lines are stored in.</summary>
    public static string Lines(int orderNumber) => $"{OrderLines}{Inverted(orderNumber)}:";

    /// <summary>Prefix of the events of an order.</summary>
    public static string Events(int orderNumber) => $"{OrderEvents}{Inverted(orderNumber)}:";

    /// <summary>One of several rows of a kind, sorted by their numbers.</summary>
    public static string Numbered(string kind, int number) => kind + number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Reverses <see cref="Inverted"/>.</summary>
    public static int Upright(string inverted) => 999_999_999 - int.Parse(inverted, CultureInfo.InvariantCulture);

    /// <summary>A number as text that sorts later numbers before earlier ones.</summary>
    public static string Inverted(int number) => (999_999_999 - number).ToString("D9", CultureInfo.InvariantCulture);
}
