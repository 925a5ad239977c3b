using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Accounts.Platform.Documents;

/// <summary>
/// Stores documents as they were issued. A stored document never changes: to store it again, after a crash or with a newer
/// template, returns the first version.
/// </summary>
public sealed partial class DocumentStore(BlobContainerClient container)
{
    /// <summary>The largest document. It fits in one request, and a thousand pages of text are far below this limit.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const string RetainUntil = "retainuntil";
    private const string Day = "yyyy-MM-dd";

    /// <summary>Stores a document unless one with this name exists. One storage operation, or two if it exists.</summary>
    /// <param name="name">Ids and numbers only: names appear in logs and addresses, so they must not identify a person.</param>
    /// <param name="content">At most <see cref="MaxBytes"/>.</param>
    /// <param name="contentType">For example <c>application/pdf</c>.</param>
    /// <param name="retainUntil">From <see cref="Retention"/>.</param>
    /// <param name="cancellationToken">Cancels the request; the document may be stored anyway.</param>
    /// <returns>The stored document: the given one, or the one that already existed.</returns>
    public async Task<StoredDocument> PutOnceAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, DateOnly retainUntil, CancellationToken cancellationToken)
    {
        if (!Name().IsMatch(name))
            throw new ArgumentException("The name of a document has short parts of letters, digits, hyphens and dots.", nameof(name));
        if (content.Length > MaxBytes)
            throw new ArgumentException("The document is too large to be stored.", nameof(content));
        var blob = container.GetBlobClient(name);
        var upload = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Metadata = new Dictionary<string, string> { [RetainUntil] = retainUntil.ToString(Day, CultureInfo.InvariantCulture) },
        };
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(content), upload, cancellationToken);
            return new StoredDocument(name, contentType, content.Length, HashOf(content.Span), retainUntil);
        }
        // Both codes mean that the blob exists: the container's immutability policy may be checked first.
        catch (RequestFailedException e) when (
            e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.BlobImmutableDueToPolicy)
        {
            return await ReadFirstAsync(blob, cancellationToken);
        }
    }

    /// <summary>The document, byte for byte as it was stored. One storage operation.</summary>
    /// <exception cref="InvalidDataException">The stored bytes are not the issued ones.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(StoredDocument document, CancellationToken cancellationToken)
    {
        var blob = await container.GetBlobClient(document.Name).DownloadContentAsync(cancellationToken);
        var content = blob.Value.Content.ToMemory();
        return content.Length == document.Size && HashOf(content.Span) == document.Sha256
            ? content
            : throw new InvalidDataException($"The document {document.Name} is not what was issued: its hash differs.");
    }

    private static async Task<StoredDocument> ReadFirstAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        var stored = (await blob.DownloadContentAsync(cancellationToken)).Value;
        var content = stored.Content.ToMemory();
        var retainUntil = DateOnly.ParseExact(stored.Details.Metadata[RetainUntil], Day, CultureInfo.InvariantCulture);
        return new StoredDocument(blob.Name, stored.Details.ContentType, content.Length, HashOf(content.Span), retainUntil);
    }

    private static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9][A-Za-z0-9-]*)*(\.[a-z0-9]+)*\z")]
    private static partial Regex Name();
}
