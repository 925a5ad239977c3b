using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Sales.Orders;

/// <summary>Keys of the orders of an organization, and of what has to be invoiced for them.</summary>
public static class OrderKeys
{
    /// <summary>Kind of the orders; newest first.</summary>
    [RowKey(Tables.Organizations)]
    public const string Orders = "order:";

    /// <summary>How many orders there are, which numbers the next one.</summary>
    [RowKey(Tables.Organizations)]
    public const string Count = "order-count";

    [RowKey(Tables.Organizations)]
    private const string OrderLines = "order-lines:";

    [RowKey(Tables.Organizations)]
    private const string OrderEvents = "order-event:";

    [RowKey(Tables.Organizations)]
    private const string Due = "invoice-due:";

    [RowKey(Tables.InvoicesDue)]
    private const string OfDay = "due:";

    /// <summary>One order.</summary>
    public static string Order(int number) => Orders + Inverted(number);

    /// <summary>Kind of the parts that an order's lines are stored in.</summary>
    public static string Lines(int orderNumber) => $"{OrderLines}{Inverted(orderNumber)}:";

    /// <summary>Kind of the events of an order.</summary>
    public static string Events(int orderNumber) => $"{OrderEvents}{Inverted(orderNumber)}:";

    /// <summary>Kind of what an order has to be invoiced for.</summary>
    public static string InvoicesDue(int orderNumber) => $"{Due}{Inverted(orderNumber)}:";

    /// <summary>What an order has to be invoiced for, in the partition of a day.</summary>
    public static string DueOnDay(string orderId, string delivery) => $"{OfDay}{orderId}:{delivery}";

    /// <summary>One of several things of one kind, in the order of their numbers.</summary>
    public static string Numbered(string kind, int number) => kind + number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>A number of which later ones sort before earlier ones.</summary>
    public static string Inverted(int number) => (999_999_999 - number).ToString("D9", CultureInfo.InvariantCulture);
}
