using Accounts.Platform.Mail;
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
    /// <summary>The process of an order.</summary>
    public static string IdOf(Order order) => $"order-{order.Id}-{order.Attempt}";

    /// <summary>The process that buys its licenses.</summary>
    public static string LicensesOf(string orderId) => $"license-order-{orderId}";

    /// <summary>The process of its services.</summary>
    public static string ServicesOf(string orderId) => $"service-order-{orderId}";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(OrderProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, OrderRun run)
    {
        var progress = new ProcessProgress(context);

        // The request started us before it wrote the order.
        if (await context.WrittenAsync(() => LookAsync(context, run)) is not { } order)
            return Ended(progress, "notPlaced");

        // The confirmation, whatever happens to the order meanwhile. Where it cannot arrive, the order stands all the same.
        progress.Show("confirming");
        var arrives = await TryMailAsync(context, progress, run, nameof(OrderActivities.SendOrderConfirmation));
        await context.CallActivityAsync(nameof(OrderActivities.NoteConfirmation), new ConfirmationNote(run, arrives), Retries.ForADay);
        if (order.HasLayoutWish)
            await TryMailAsync(context, progress, run, nameof(OrderActivities.SendLayoutWish));

        // Licenses are bought and teams told, each by a process of its own.
        progress.Show("startingParts");
        await context.CallActivityAsync(nameof(OrderActivities.StartOrderParts), run, Retries.ForADay);
        return Ended(progress, "fulfilling");
    }

    private static Task<OrderGlance?> LookAsync(TaskOrchestrationContext context, OrderRun run) =>
        context.CallActivityAsync<OrderGlance?>(nameof(OrderActivities.LookAtOrder), run, Retries.ForADay);

    private static async Task<bool> TryMailAsync(TaskOrchestrationContext context, ProcessProgress progress, OrderRun run, string activity)
    {
        try
        {
            await context.CallActivityAsync(activity, run, Retries.ForADay);
            return true;
        }
        catch (TaskFailedException e)
        {
            progress.Fail(MailErrors.CodeOf(e));
            return false;
        }
    }

    private static string Ended(ProcessProgress progress, string result)
    {
        progress.Show(result);
        return result;
    }
}
