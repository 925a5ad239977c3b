using Accounts.Platform.Documents;
using Accounts.Sales.Orders;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Licenses;

/// <summary>
/// Issues delivery notes, once, in two copies that differ only in the keys. One copy has masked keys and is stored as it is. The
/// other shows the keys, so it is sealed with the organization's data key, like the keys on their rows: reading the storage shows
/// no key, and opening the copy goes through the reveals, which are recorded.
/// </summary>
public sealed class DeliveryNoteIssuing(
    LicenseStore licenses, LicenseKeys keys, DocumentStore documents, IOptions<ProviderOptions> provider, TimeProvider time)
{
    private const string Kind = "delivery-notes";

    /// <summary>
    /// Issues the delivery note for the recorded licenses of an order. May run twice: the copies that were stored first count.
    /// </summary>
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

    /// <summary>The copy that shows the keys, opened; the masked copy when there is no other.</summary>
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
