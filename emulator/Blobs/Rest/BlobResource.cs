namespace Accounts.Emulator.Blobs;

/// <summary>What an address names: <c>/{container}</c> or <c>/{container}/{blob}</c>. A blob's name may contain slashes.</summary>
internal sealed record BlobResource(string Container, string? Blob)
{
    public static BlobResource Parse(string path)
    {
        var parts = path.TrimStart('/').Split('/', 2);
        if (parts[0].Length == 0)
            throw new BlobErrorException(BlobError.UriInvalid);
        return new BlobResource(Uri.UnescapeDataString(parts[0]), parts is [_, { Length: > 0 } blob] ? Uri.UnescapeDataString(blob) : null);
    }
}
