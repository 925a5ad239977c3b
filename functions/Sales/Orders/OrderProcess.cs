using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Orders;

/// <summary>The order that a process handles.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Attempt">The attempt at this number; another one may have been first.</param>
public sealed record OrderRun(string OrderId, string Attempt);

/// <summary>From placing an order to its fulfilment: sends the confirmation, then starts the processes of the order's parts.</summary>
public static class OrderProcess
{
    private static readonly MailingStep<OrderRun, OrderRun?> Confirm = new(nameof(OrderActivities.ConfirmOrder));

    public static string IdOf(Order order) => $"order-{order.Id}-{order.Attempt}";

    /// <summary>The process that buys its licenses.</summary>
    public static string LicensesOf(string orderId) => $"license-order-{orderId}";

    /// <summary>The process of its services.</summary>
    public static string ServicesOf(string orderId) => $"service-order-{orderId}";

    /// <summary>The process of the sub-account that it orders.</summary>
    public static string SubAccountOf(string mainId, string subId) => $"sub-account-order-{mainId}-{subId}";

    /// <summary>The processes of an order's parts, which read the order again when it changes.</summary>
    public static IReadOnlyList<string> PartsOf(Order order) => order.Account is { } account
        ? [SubAccountOf(OrderId.Parse(order.Id)!.OrganizationId, account.Id)]
        : [LicensesOf(order.Id), ServicesOf(order.Id)];

    [Function(nameof(OrderProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, OrderRun run)
    {
        using var process = new ProcessRun(context);

        // The request starts this process before it writes the order. The confirmation is sent, whatever happens to the order in
        // the meantime. If it cannot be delivered, the order stays valid. Licenses, services and sub-accounts have their own
        // processes.
        process.Show("confirming");
        return await process.WrittenAsync(() => process.CallAsync(Confirm, run)) is null
            ? process.End("notPlaced")
            : process.End("fulfilling");
    }
}
