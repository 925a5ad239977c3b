using System.Text.Json;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Http;

/// <summary>Reads request bodies. Size, type and shape are checked before any rule sees them.</summary>
public static class Body
{
    /// <summary>256 KiB; more than any body of the interface needs.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>A body that cannot be read at all.</summary>
    internal static MalformedBody Unreadable { get; } = new(
        [new FieldError("#", "cannot be read", "complete JSON (RFC 8259) in UTF-8")]);

    /// <summary>Reads the body as <typeparamref name="T"/>. All its members are optional; rules check which are required.</summary>
    public static async Task<Outcome<T>> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (!request.HasJsonContentType())
            return new UnsupportedMediaType();
        if (await ReadBytesAsync(request, cancellationToken) is not { } bytes)
            return new BodyTooLarge(MaxBytes);

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Json.MaxDepth });
            if (BodyShape.Check(document.RootElement, Json.Options.GetTypeInfo(typeof(T))) is { } wrong)
                return wrong;
            return document.Deserialize<T>(Json.Options)!;
        }
        catch (JsonException e)
        {
            // Not JSON at all, too deep, or a number that its field cannot hold.
            return new MalformedBody(
                [
                    new FieldError(
                        BodyShape.PointerOf(e.Path),
                        "cannot be read",
                        "JSON (RFC 8259) in UTF-8 of the documented types, at most 16 levels deep"),
                ]);
        }
    }

    /// <summary>The raw bytes, or null when there are more than <see cref="MaxBytes"/>, whatever Content-Length says.</summary>
    public static Task<byte[]?> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadBytesAsync(request, MaxBytes, cancellationToken);

    /// <summary>The same with another limit, for files.</summary>
    public static async Task<byte[]?> ReadBytesAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return null;
        using var kept = new MemoryStream((int)(request.ContentLength ?? 4096));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > limit)
                return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
