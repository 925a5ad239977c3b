using Accounts.Access;
using Accounts.Access.Tokens;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Sales.Orders;
using Accounts.Sales.Vendors;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Licenses;

/// <summary>
/// <c>POST /webhooks/vendor</c>: the license vendor reports that something has happened to a purchase. Messages may arrive twice,
/// and in any order.
/// </summary>
public sealed class ReceiveVendorMessage(LicenseStore licenses, TimeProvider time)
{
    [Function(nameof(ReceiveVendorMessage))]
    [Allow(Who.Webhook, Secrets = "Vendor")]
    [Operation(
        "Receive a message from the license vendor",
        Description =
            "Signed as in the Standard Webhooks specification. A repeated webhook-id is answered with 200 and the same result. The "
                + "message only causes the purchase to be checked: its state is read from the vendor.",
        Takes = typeof(VendorMessage),
        Gives = typeof(VendorMessageView),
        Status = StatusCodes.Status202Accepted,
        Fails = [typeof(UnknownPurchase)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/vendor")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<VendorMessage>(request, cancellationToken);
        if (!body.Succeeded(out var message, out var failure) || !message.Check().Succeeded(out var text, out failure))
            return failure;
        if (PurchaseReference.Parse(text) is not { } reference
            || await licenses.FindPurchaseAsync(reference.Order, reference.Line, cancellationToken) is not { Value: var purchase })
            return new UnknownPurchase();

        var isNew = await licenses.TakeMessageAsync(
            reference.Order, request.Headers[WebhookSignature.IdHeader].ToString(), time.GetUtcNow(), cancellationToken);
        // A process that has failed is started again. One that was notified before is notified again: the host may have crashed
        // in between.
        if (!purchase.IsSettled)
            await LicenseProcess.StartAsync(processes, reference.Order, cancellationToken);
        await processes.NotifyAsync(OrderProcess.LicensesOf(reference.Order.ToString()));
        var view = new VendorMessageView(text);
        return isNew ? Answer.Accepted(null, view) : Answer.Ok(view);
    }
}

/// <summary>The answer to the vendor.</summary>
/// <param name="Reference">The purchase that will be checked.</param>
public sealed record VendorMessageView(string Reference);

/// <summary>404: nothing was bought under this reference.</summary>
public sealed record UnknownPurchase() : Failure(
    StatusCodes.Status404NotFound,
    "unknown-purchase",
    "There is no such purchase",
    "Nothing was bought under this reference. Send the reference of the purchase. Sending this message again will not help.");
