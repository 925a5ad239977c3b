using Azure;

namespace Accounts.Emulator.Tables;

/// <summary>Pages that are read one after the other, each from where the one before ended.</summary>
internal sealed class Pages<T>(int? size, Func<string?, int?, Task<Page<T>>> read, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            CancellationToken.ThrowIfCancellationRequested();
            var page = await read(continuationToken, pageSizeHint ?? size);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}

/// <summary>The answer to a read that found nothing.</summary>
internal sealed class NoEntity<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("There is no such entity; ask HasValue first.");

    public override Response GetRawResponse() => response;
}
