using Accounts.Access;
using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Orders;

/// <summary>What the process needs to know of an order.</summary>
public sealed record OrderGlance(bool HasLayoutWish);

/// <summary>Whether the confirmation can arrive.</summary>
public sealed record ConfirmationNote(OrderRun Run, bool Arrives);

/// <summary>The side effects of <see cref="OrderProcess"/>; each may run twice.</summary>
public sealed class OrderActivities(
    OrderStore orders,
    IEnumerable<IOrderPart> parts,
    Mailer mailer,
    IOptions<MailOptions> mail,
    IOptions<ProviderOptions> provider,
    TimeProvider time)
{
    /// <summary>The order, once it is written; null while it is not, and when another attempt has its number.</summary>
    [Function(nameof(LookAtOrder))]
    public async Task<OrderGlance?> LookAtOrder([ActivityTrigger] OrderRun run, CancellationToken cancellationToken) =>
        await orders.FindAsync(OrderId.Parse(run.OrderId)!, cancellationToken) is { } order && order.Value.Attempt == run.Attempt
            ? new OrderGlance(order.Value.LayoutWish is not null)
            : null;

    /// <summary>Mails the confirmation to the wished recipient.</summary>
    [Function(nameof(SendOrderConfirmation))]
    public async Task SendOrderConfirmation([ActivityTrigger] OrderRun run, CancellationToken cancellationToken)
    {
        var order = (await FindAsync(run, cancellationToken)).Value;
        var lines = await orders.LinesAsync(OrderId.Parse(order.Id)!, cancellationToken);
        var document = LetterLayout.Render(OrderConfirmation.Of(order, lines, provider.Value));
        await mailer.SendAsync(
            OperationId.Of("order-" + order.Id, "confirmation"),
            order.Recipient.Email,
            OrderMails.Confirmation(order.Language, order.Id, order.Customer.Company.Name, order.PurchaseOrderNumber, order.Totals),
            [new MailAttachment(OrderConfirmation.FileNameOf(order), "application/pdf", document)],
            cancellationToken);
    }

    /// <summary>Tells sales of a wish on the layout, where there is one.</summary>
    [Function(nameof(SendLayoutWish))]
    public async Task SendLayoutWish([ActivityTrigger] OrderRun run, CancellationToken cancellationToken)
    {
        var order = (await FindAsync(run, cancellationToken)).Value;
        if (order.LayoutWish is not { } wish)
            return;
        var content = OrderMails.LayoutWish(Language.German, order.Id, order.Customer.Company.Name, wish);
        await mailer.SendAsync(OperationId.Of("order-" + order.Id, "layout-wish"), mail.Value.SalesAddress!, content, cancellationToken);
    }

    /// <summary>Notes on the order what came of its confirmation; once.</summary>
    [Function(nameof(NoteConfirmation))]
    public async Task NoteConfirmation([ActivityTrigger] ConfirmationNote note, CancellationToken cancellationToken)
    {
        while (await FindAsync(note.Run, cancellationToken) is { Value.Confirmation: ConfirmationState.Waiting } stored)
        {
            var now = time.GetUtcNow();
            var (changed, kind) = note.Arrives
                ? (stored.Value with { Confirmation = ConfirmationState.Sent }, OrderEventKind.ConfirmationSent)
                : (stored.Value with { Confirmation = ConfirmationState.Undeliverable }, OrderEventKind.ConfirmationUndeliverable);
            await orders.TryChangeAsync(stored, changed, [new OrderEvent(now, kind)], [], Actor.System, cancellationToken);
        }
    }

    /// <summary>Starts the processes of the order's parts.</summary>
    [Function(nameof(StartOrderParts))]
    public async Task StartOrderParts([ActivityTrigger] OrderRun run, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var order = (await FindAsync(run, cancellationToken)).Value;
        foreach (var part in parts)
            await part.StartAsync(processes, order, cancellationToken);
    }

    private async Task<Stored<Order>> FindAsync(OrderRun run, CancellationToken cancellationToken) =>
        await orders.FindAsync(OrderId.Parse(run.OrderId)!, cancellationToken) ?? throw new InvalidOperationException("Orders are never deleted.");
}
