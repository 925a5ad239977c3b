using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Sales.Orders;

/// <summary>Which order a process is about.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Attempt">Which attempt at this number; another one may have been faster.</param>
public sealed record OrderRun(string OrderId, string Attempt);

/// <summary>From the placing of an order to its fulfilment: the confirmation goes out, then the processes of its parts begin.</summary>
public static class OrderProcess
{
    private static readonly MailingStep<OrderRun, OrderRun?> Confirm = new(nameof(OrderActivities.ConfirmOrder));

    /// <summary>The process of an order.</summary>
    public static string IdOf(Order order) => $"order-{order.Id}-{order.Attempt}";

    /// <summary>The process that buys its licenses.</summary>
    public static string LicensesOf(string orderId) => $"license-order-{orderId}";

    /// <summary>The process of its services.</summary>
    public static string ServicesOf(string orderId) => $"service-order-{orderId}";

    /// <summary>The process of the sub-account that it makes.</summary>
    public static string SubAccountOf(string mainId, string subId) => $"sub-account-order-{mainId}-{subId}";

    /// <summary>The processes that follow an order's parts, which read the order again when it changes.</summary>
    public static IReadOnlyList<string> PartsOf(Order order) => order.Account is { } account
        ? [SubAccountOf(OrderId.Parse(order.Id)!.OrganizationId, account.Id)]
        : [LicensesOf(order.Id), ServicesOf(order.Id)];

    /// <summary>The orchestrator.</summary>
    [Function(nameof(OrderProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, OrderRun run)
    {
        using var process = new ProcessRun(context);

        // The request started us before it wrote the order. The confirmation goes out, whatever happens to the order meanwhile;
        // where it cannot arrive, the order stands all the same. Licenses, services and sub-accounts have processes of their own.
        process.Show("confirming");
        return await process.WrittenAsync(() => process.CallAsync(Confirm, run)) is null
            ? process.End("notPlaced")
            : process.End("fulfilling");
    }
}
