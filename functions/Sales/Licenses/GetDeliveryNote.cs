using System.Globalization;
using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Licenses;

/// <summary>
/// <c>GET /orders/{orderId}/delivery-note</c>: the delivery note (Lieferschein) as PDF, made anew of what is recorded each time.
/// Its keys are masked. With <c>?keys=true</c>, those who may be shown keys get them in clear, which is on record like any other reveal.
/// </summary>
public sealed class GetDeliveryNote(OrderStore orders, LicenseStore licenses, LicenseKeys keys, Reveals reveals, IOptions<ProviderOptions> provider, TimeProvider time)
{
    /// <summary>The function.</summary>
    [Function(nameof(GetDeliveryNote))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing | Who.Partner | Who.Operator)]
    [Operation(
        "Give the delivery note of an order",
        Description = "A PDF that lists each license, with masked keys. With keys=true, legal representatives and admins get it with the keys, which is an entry in the audit log; so many per hour are given, counted for the whole organization. Everybody else gets masked keys all the same.",
        ShowsKeys = true,
        MediaType = "application/pdf",
        Fails = [typeof(QueryInvalid), typeof(NothingDelivered), typeof(TooManyNotesWithKeys), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{orderId}/delivery-note")] HttpRequest request,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (request.Query["keys"].ToString() is not ("" or "true" or "false"))
            return new QueryInvalid("keys", "true or false");
        if (OrderId.Parse(orderId) is not { } id || await orders.FindAsync(id, cancellationToken) is not { Value: var order })
            return new NotFound();
        if (request.Refuse(order, Right.Read, time) is { } unasked)
            return unasked;
        var delivered = await licenses.AllAsync(id, cancellationToken);
        if (delivered.Count == 0)
            return new NothingDelivered();
        var withKeys = request.Query["keys"] == "true"
            && request.Acting() is Who.LegalRepresentative or Who.Admin
            && delivered.Any(license => license.SealedKey is not null);
        var texts = await TextsAsync(id, delivered, withKeys, cancellationToken);
        if (withKeys && await reveals.TakeNoteAsync(id.OrganizationId, request.Actor(), orderId + "/delivery-note", delivered.Count(license => license.SealedKey is not null), cancellationToken) is { } refused)
            return refused;

        var byLine = delivered.ToLookup(license => license.Line);
        var note = new DeliveryNote(
            order,
            delivered.Max(license => license.PurchasedAt),
            [.. (await orders.LinesAsync(id, cancellationToken)).Where(line => byLine.Contains(line.Number)).Select(line => new DeliveredLine(
                line,
                byLine[line.Number].Sum(license => license.Quantity),
                byLine[line.Number].Max(license => license.PurchasedAt),
                [.. texts[line.Number].OfType<string>()]))]);
        return new FileAnswer(LetterLayout.Render(note.ToLetter(provider.Value)), "application/pdf", $"delivery-note-{orderId}.pdf");
    }

    /// <summary>What stands for each license, by line: its key, masked or not; null where it has none.</summary>
    private async Task<ILookup<int, string?>> TextsAsync(OrderId id, IReadOnlyList<License> delivered, bool withKeys, CancellationToken cancellationToken)
    {
        var texts = new List<(int Line, string? Text)>(delivered.Count);
        foreach (var license in delivered)
            texts.Add((license.Line, withKeys && license.SealedKey is not null ? await keys.OpenAsync(id.OrganizationId, license, cancellationToken) : license.MaskedKey));
        return texts.ToLookup(text => text.Line, text => text.Text);
    }
}

/// <summary>429: enough delivery notes with keys for an hour.</summary>
public sealed record TooManyNotesWithKeys(int Limit, int RetryAfter) : Failure(
    StatusCodes.Status429TooManyRequests,
    "too-many-notes-with-keys",
    "Too many delivery notes with keys this hour",
    string.Create(CultureInfo.InvariantCulture, $"An organization is given {Limit} delivery notes with keys per hour (UTC) at most. Leave keys out to get one with masked keys, or try again after the seconds in Retry-After."))
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = RetryAfter.ToString(CultureInfo.InvariantCulture);
}

/// <summary>409: there is no delivery note yet.</summary>
public sealed record NothingDelivered() : Failure(
    StatusCodes.Status409Conflict,
    "nothing-delivered",
    "Nothing of this order has been delivered",
    "The delivery note is there as soon as the first licenses are recorded. Read the order: its timeline says where it stands, and whether it has licenses at all.");
