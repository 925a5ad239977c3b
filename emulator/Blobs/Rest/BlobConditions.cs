using Azure.Core;

namespace Accounts.Emulator.Blobs;

/// <summary>
/// The conditions that a request sets on the current blob (learn.microsoft.com, "Specifying conditional headers for Blob
/// service operations").
/// </summary>
internal sealed record BlobConditions(string? IfMatch, string? IfNoneMatch)
{
    private const string Any = "*";

    public static BlobConditions Read(Request request)
    {
        // The app uses no date conditions. They are refused, because a client relies on a condition being checked.
        if (request.Headers.Contains("If-Modified-Since") || request.Headers.Contains("If-Unmodified-Since"))
            throw new BlobErrorException(BlobError.NotImplemented);
        return new BlobConditions(Header(request, "If-Match"), Header(request, "If-None-Match"));
    }

    /// <param name="blob">The current blob; null when there is none.</param>
    public void CheckWrite(BlobProperties? blob)
    {
        if (IfNoneMatch == Any && blob is not null)
            throw new BlobErrorException(BlobError.BlobAlreadyExists);
        if ((IfNoneMatch is not null && IfNoneMatch == blob?.ETag) || (IfMatch is not null && !Matches(IfMatch, blob)))
            throw new BlobErrorException(BlobError.ConditionNotMet);
    }

    public void CheckRead(BlobProperties blob)
    {
        if (IfMatch is not null && !Matches(IfMatch, blob))
            throw new BlobErrorException(BlobError.ConditionNotMet);
        // The service answers 304 to a client that already has the blob. The app never asks for this.
        if (IfNoneMatch is not null)
            throw new BlobErrorException(BlobError.NotImplemented);
    }

    private static bool Matches(string etag, BlobProperties? blob) => blob is not null && (etag == Any || etag == blob.ETag);

    private static string? Header(Request request, string name) => request.Headers.TryGetValue(name, out var value) ? value : null;
}
