using System.Text.Json.Nodes;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Storage;

/// <summary>
/// One creating request as the caller meant it: however often it is sent, it is done once.
/// The answer is stored in the very transaction that creates the thing, so there is no moment at which one exists without the other.
/// </summary>
/// <param name="Id">Names the request: a hash over caller, operation and key, safe as part of a row key.</param>
/// <param name="Fingerprint">A hash over the body, to notice when the same key comes with another one.</param>
public sealed record CreatingRequest(string Id, string Fingerprint)
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>The header that every creating POST carries.</summary>
    public const string Header = "Idempotency-Key";

    [RowKey(Tables.Organizations)]
    private const string Answers = "idempotency:";

    /// <summary>Row key of the stored answer.</summary>
    public string RowKey => Answers + Id;

    /// <summary>
    /// Reads the header. The key counts for one caller and one operation only, so that nobody can probe or use up another's.
    /// </summary>
    public static Outcome<CreatingRequest> From<TBody>(HttpRequest request, string callerId, string operation, TBody body)
    {
        var key = request.Headers[Header].ToString();
        if (key.Length is 0 or > 255 || key.Any(c => c is < '!' or > '~'))
            return new HeaderInvalid(Header, "1 to 255 visible ASCII characters that name this one attempt, such as a UUID");
        var fingerprint = Hashes.Of(System.Text.Json.JsonSerializer.Serialize(body, Json.Options));
        return new CreatingRequest(Hashes.Of($"{callerId}\n{operation}\n{key}"), fingerprint);
    }

    /// <summary>
    /// Has the answer written with what it is about. It is checked first: sent twice at once, the second finds the answer of
    /// the first.
    /// </summary>
    public void PutAnswer(ChangeSet changes, Answer answer, DateTimeOffset now) =>
        changes.AddFirst(RowKey, new StoredAnswer(Fingerprint, now, answer), now + Kept);

    /// <summary>
    /// What this request was answered with before: the answer, or that the key was used for another body; null when it is new.
    /// One storage operation, and one more to forget an answer that is out of date.
    /// </summary>
    public async Task<IResult?> EarlierAnswerAsync(
        TableClient table, string partitionKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var earlier = await table.FindAsync<StoredAnswer>(partitionKey, RowKey, cancellationToken);
        if (earlier is null)
            return null;
        if (earlier.Value.At + Kept <= now)
        {
            // The key is free again; its old row must not stand in the way of the new one.
            await table.TryWriteAsync(new ChangeSet(partitionKey).Delete(earlier).Writes, cancellationToken);
            return null;
        }

        return earlier.Value.Fingerprint == Fingerprint ? earlier.Value.Answer with { Replayed = true } : new IdempotencyKeyReused();
    }

    private sealed record StoredAnswer(string Fingerprint, DateTimeOffset At, Answer Answer);
}

/// <summary>422: the key was used for something else within the last 24 hours.</summary>
public sealed record IdempotencyKeyReused() : Failure(
    StatusCodes.Status422UnprocessableEntity,
    "idempotency-key-reused",
    "The Idempotency-Key was used for another request",
    "A key stands for one request with one body for 24 hours. Send a new key for a new request.");

/// <summary>409: the first request with this key is being worked on.</summary>
public sealed record RequestInFlight(TimeSpan RetryAfter) : Failure(
    StatusCodes.Status409Conflict,
    "request-in-flight",
    "The same request is being worked on",
    "A request with this Idempotency-Key has not been answered yet. Send it again after the seconds in Retry-After to get its answer.")
{
    protected override void Extend(JsonObject problem) => problem["retryAfter"] = Seconds;

    protected override void Extend(IHeaderDictionary headers) =>
        headers.RetryAfter = Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private int Seconds => Math.Max(1, (int)Math.Ceiling(RetryAfter.TotalSeconds));
}
