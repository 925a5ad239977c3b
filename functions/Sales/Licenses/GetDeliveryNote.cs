using System.Globalization;
using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Licenses;

/// <summary>
/// <c>GET /orders/{orderId}/delivery-note</c>: the delivery note (Lieferschein) as PDF, as it was issued, with masked keys. With
/// <c>?keys=true</c>, users who may see keys get the copy that shows them; this is recorded like any other reveal.
/// </summary>
public sealed class GetDeliveryNote(
    OrderStore orders, DocumentStore documents, DeliveryNoteIssuing issuing, Reveals reveals, TimeProvider time)
{
    [Function(nameof(GetDeliveryNote))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Partner | Who.Operator)]
    [Operation(
        "Get the delivery note of an order as PDF",
        Description = "Lists each license, with masked keys, as it was issued when the licenses were delivered. Every download is "
            + "identical. With keys=true, legal representatives and admins get the copy with the keys. Each such download is recorded in "
            + "the audit log, and their number per hour and organization is limited. Everybody else gets masked keys in any case.",
        ShowsKeys = true,
        MediaType = OrderDocuments.ContentType,
        Fails = [typeof(QueryInvalid), typeof(NothingDelivered), typeof(TooManyNotesWithKeys), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}/delivery-note")] HttpRequest request,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (request.Query.TryGetValue("keys", out var keys) && keys.ToString() is not ("true" or "false"))
            return new QueryInvalid("keys", "true or false");
        if (OrderId.Parse(orderId) is not { } id || await orders.FindAsync(id, cancellationToken) is not { Value: var order })
            return new NotFound();
        if (request.Refuse(order, Right.Read, time) is { } unasked)
            return unasked;
        if (order.DeliveryNote is not { } note)
            return new NothingDelivered();
        var withKeys = keys == "true"
            && request.Acting() is Who.LegalRepresentative or Who.Admin
            && note.Keys > 0;
        // Opened first: what cannot be shown must not be recorded as shown.
        var content = withKeys
            ? await issuing.ReadWithKeysAsync(id, note, cancellationToken)
            : await documents.ReadAsync(note.Masked, cancellationToken);
        var subject = orderId + "/delivery-note";
        if (withKeys
            && await reveals.TakeNoteAsync(id.OrganizationId, request.Actor(), subject, note.Keys, cancellationToken) is { } refused)
            return refused;
        var name = order.Language.Pick("Lieferschein", "delivery-note", "bulletin-de-livraison", "bolla-di-consegna");
        return new FileAnswer(content, OrderDocuments.ContentType, $"{name}-{note.Number}.pdf");
    }
}

/// <summary>429: the limit of delivery notes with keys for this hour is reached.</summary>
public sealed record TooManyNotesWithKeys(int Limit, int RetryAfter) : Failure(
    StatusCodes.Status429TooManyRequests,
    "too-many-notes-with-keys",
    "Too many delivery notes with keys this hour",
    string.Create(CultureInfo.InvariantCulture, $"An organization can get at most {Limit} delivery notes with keys per hour (UTC). ")
        + "Leave keys out to get one with masked keys, or try again after the seconds in Retry-After.")
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = RetryAfter.ToString(CultureInfo.InvariantCulture);
}

/// <summary>409: there is no delivery note yet.</summary>
public sealed record NothingDelivered() : Failure(
    StatusCodes.Status409Conflict,
    "nothing-delivered",
    "Nothing of this order has been delivered",
    "The delivery note is issued when the licenses of the order are delivered. Read the order: its timeline shows its state, and its "
        + "lines show whether it has licenses.");
