using Accounts.Platform.Documents;
using Accounts.Sales.Orders;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Issues delivery notes, once, in two copies that differ in the keys alone. In one they are masked; it is stored as it is. The
/// other shows them, so it is sealed with the organization's data key, as the keys are on their rows: who reads the storage reads
/// no key, and who opens it comes by the reveals, which are on record.
/// </summary>
public sealed class DeliveryNoteIssuing(
    LicenseStore licenses, LicenseKeys keys, DocumentStore documents, IOptions<ProviderOptions> provider, TimeProvider time)
{
    private const string Kind = "delivery-notes";

    /// <summary>Issues the delivery note of what is recorded of an order. Safe to run twice: what was stored first counts.</summary>
    /// <param name="order">The order.</param>
    /// <param name="lines">Its lines of licenses.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<IssuedDeliveryNote> IssueAsync(Order order, IReadOnlyList<OrderLine> lines, CancellationToken cancellationToken)
    {
        var id = OrderId.Parse(order.Id)!;
        var delivered = await licenses.AllAsync(id, cancellationToken);
        var until = Retention.UntilOf(provider.Value.Country, time.GetUtcNow());
        var masked = NoteOf(order, lines, delivered, license => license.MaskedKey);
        var open = await documents.PutOnceAsync(
            OrderDocuments.BlobOf(Kind, masked.Number, order), Render(masked), OrderDocuments.ContentType, until, cancellationToken);
        var withKey = delivered.Where(license => license.SealedKey is not null).ToList();
        if (withKey.Count == 0)
            return new(masked.Number, Keys: 0, open, WithKeys: null);

        var clear = new Dictionary<string, string>(withKey.Count);
        foreach (var license in withKey)
            clear[license.Id] = await keys.OpenAsync(id.OrganizationId, license, cancellationToken);
        var content = Render(NoteOf(order, lines, delivered, license => clear.GetValueOrDefault(license.Id)));
        var name = OrderDocuments.BlobOf(Kind, masked.Number, order, "sealed");
        var box = await keys.SealDocumentAsync(id.OrganizationId, name, content, cancellationToken);
        var closed = await documents.PutOnceAsync(name, box, "application/octet-stream", until, cancellationToken);
        return new(masked.Number, withKey.Count, open, closed);
    }

    /// <summary>The copy with the keys, in clear; or the masked one where there is none.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadWithKeysAsync(OrderId order, IssuedDeliveryNote note, CancellationToken cancellationToken)
    {
        if (note.WithKeys is not { } document)
            return await documents.ReadAsync(note.Masked, cancellationToken);
        var box = await documents.ReadAsync(document, cancellationToken);
        return await keys.OpenDocumentAsync(order.OrganizationId, document.Name, box, cancellationToken);
    }

    private byte[] Render(DeliveryNote note) => LetterLayout.Render(note.ToLetter(provider.Value));

    private static DeliveryNote NoteOf(
        Order order, IReadOnlyList<OrderLine> lines, IReadOnlyList<License> delivered, Func<License, string?> keyOf)
    {
        var byLine = delivered.ToLookup(license => license.Line);
        return new DeliveryNote(
            order,
            delivered.Max(license => license.PurchasedAt),
            [.. lines.Where(line => byLine.Contains(line.Number)).Select(line => new DeliveredLine(
                line,
                byLine[line.Number].Sum(license => license.Quantity),
                byLine[line.Number].Max(license => license.PurchasedAt),
                [.. byLine[line.Number].Select(keyOf).OfType<string>()]))]);
    }
}
