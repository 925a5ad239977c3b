using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Orders;

/// <summary>The side effects of <see cref="OrderProcess"/>; may run twice.</summary>
public sealed class OrderActivities(
    OrderStore orders,
    OrderProgress progress,
    OrderListings listings,
    ConfirmationIssuing issuing,
    DocumentStore documents,
    IEnumerable<IOrderPart> parts,
    OrderReceivers receivers,
    Mailer mailer,
    IOptions<MailOptions> mail,
    IOptions<PortalOptions> portal,
    TimeProvider time)
{
    /// <summary>
    /// Adds the order to the list of all orders, issues the confirmation, mails it and notes the result, starts the processes of
    /// the order's parts, and mails a wish for the layout to sales.
    /// </summary>
    /// <returns>Null while the order is not written, and when another attempt has its number.</returns>
    [Function(nameof(ConfirmOrder))]
    public async Task<Mailed<OrderRun?>> ConfirmOrder(
        [ActivityTrigger] Mailing<OrderRun> step, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var run = step.Input;
        if (await orders.FindAsync(OrderId.Parse(run.OrderId)!, cancellationToken) is not { Value: var order }
            || order.Attempt != run.Attempt)
            return new(null);
        await listings.FollowAsync(order, cancellationToken);
        order = await issuing.IssueAsync(order, cancellationToken);
        if (order.Confirmation == ConfirmationState.Waiting)
        {
            var to = await receivers.CustomerAsync(order, cancellationToken);
            var addressed = order with
            {
                MailedTo = to == order.Recipient.Email ? null : to,
                MailsCustomer = to is not null,
                MailsTechnicalContact = await receivers.IncludesTechnicalContactAsync(order, cancellationToken),
            };
            var arrives = to is not null
                && !step.IsGivenUp
                && !await mailer.SendAllAsync([await ConfirmationAsync(addressed, to, cancellationToken)], cancellationToken);
            order = await NoteConfirmationAsync(run, addressed, arrives, cancellationToken);
        }

        foreach (var part in parts)
            await part.StartAsync(processes, order, cancellationToken);
        var isRefused = order.Confirmation == ConfirmationState.Undeliverable;
        if (!step.IsGivenUp && order.LayoutWish is { } wish)
            isRefused |= await mailer.SendAllAsync([LayoutWish(order, wish)], cancellationToken);
        return new(run, isRefused);
    }

    private async Task<OutgoingMail> ConfirmationAsync(Order order, string to, CancellationToken cancellationToken)
    {
        var document = order.ConfirmationDocument!;
        var file = await documents.ReadAsync(document, cancellationToken);
        var content = OrderMails.Confirmation(order, portal.Value.Order(order.Id));
        if (order.MailedTo is not null)
            content = OrderMails.Redirected(content);
        return new(OperationId.Of("order-" + order.Id, "confirmation"), to, content)
        {
            Attachments = [new MailAttachment(OrderConfirmation.FileNameOf(order), document.ContentType, file)],
        };
    }

    private OutgoingMail LayoutWish(Order order, string wish) => new(
        OperationId.Of("order-" + order.Id, "layout-wish"),
        mail.Value.SalesAddress!,
        OrderMails.LayoutWish(Language.German, order.Id, order.Customer.Company.Name, wish));

    private Task<Order> NoteConfirmationAsync(OrderRun run, Order addressed, bool arrives, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (state, kind) = arrives
            ? (ConfirmationState.Sent, OrderEventKind.ConfirmationSent)
            : (ConfirmationState.Undeliverable, OrderEventKind.ConfirmationUndeliverable);
        OrderEvent[] events = addressed.MailedTo is null
            ? [new(now, kind)]
            : [new(now, OrderEventKind.ConfirmationRedirected), new(now, kind)];
        return progress.MoveAsync(
            OrderId.Parse(run.OrderId)!,
            order => order.Confirmation == ConfirmationState.Waiting
                ? new(
                    order with
                    {
                        Confirmation = state,
                        MailedTo = addressed.MailedTo,
                        MailsCustomer = addressed.MailsCustomer,
                        MailsTechnicalContact = addressed.MailsTechnicalContact,
                    },
                    events)
                : null,
            cancellationToken);
    }
}
