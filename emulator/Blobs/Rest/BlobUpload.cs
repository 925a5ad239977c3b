using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Azure.Core;

namespace Accounts.Emulator.Blobs;

/// <summary>A blob to write, as its request describes it.</summary>
internal sealed record BlobUpload(
    string Name, string ContentType, ReadOnlyMemory<byte> Content, byte[] ContentMd5, IReadOnlyDictionary<string, string> Metadata)
{
    private const string MetadataPrefix = "x-ms-meta-";
    private const string DefaultContentType = "application/octet-stream";

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's own check of what was transferred.")]
    public static BlobUpload Read(string name, Request request, ReadOnlyMemory<byte> body)
    {
        if (!request.Headers.TryGetValue("x-ms-blob-type", out var type))
            throw new BlobErrorException(BlobError.HeaderMissing);
        if (type != "BlockBlob")
            throw new BlobErrorException(BlobError.NotImplemented);
        var hash = MD5.HashData(body.Span);
        if (request.Headers.TryGetValue("Content-MD5", out var said) && said != Convert.ToBase64String(hash))
            throw new BlobErrorException(BlobError.HashMismatch);
        var contentType = request.Headers.TryGetValue("x-ms-blob-content-type", out var given) ? given
            : request.Headers.TryGetValue("Content-Type", out given) ? given : DefaultContentType;
        var metadata = request.Headers
            .Where(header => header.Name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Name[MetadataPrefix.Length..], header => header.Value);
        return new BlobUpload(name, contentType, body, hash, metadata);
    }
}
