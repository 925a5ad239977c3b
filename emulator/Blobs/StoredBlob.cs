using System.Text.Json;

namespace Accounts.Emulator.Blobs;

/// <summary>What is stored with a blob besides its content.</summary>
internal sealed record BlobProperties
{
    public required string Name { get; init; }

    public required string ContentType { get; init; }

    public required string ETag { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Modified { get; init; }

    public required byte[] ContentMd5 { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}

/// <summary>A blob as stored in its file: a line of JSON, then the content. One file, so that both are always written together.</summary>
internal sealed record StoredBlob(BlobProperties Properties, ReadOnlyMemory<byte> Content)
{
    private const byte EndOfLine = (byte)'\n';

    public void WriteTo(Stream file)
    {
        file.Write(JsonSerializer.SerializeToUtf8Bytes(Properties));
        file.WriteByte(EndOfLine);
        file.Write(Content.Span);
    }

    public static StoredBlob Read(byte[] file)
    {
        var end = file.AsSpan().IndexOf(EndOfLine);
        return new StoredBlob(JsonSerializer.Deserialize<BlobProperties>(file.AsSpan(0, end))!, file.AsMemory(end + 1));
    }
}
