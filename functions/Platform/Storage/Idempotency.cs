using System.Text.Json.Nodes;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Storage;

/// <summary>
/// One creating request. However often it is sent, it is executed once. The answer is stored in the same transaction as the
/// created resource, so neither ever exists without the other.
/// </summary>
/// <param name="Id">Identifies the request: a hash over caller, operation and key, safe as part of a row key.</param>
/// <param name="Fingerprint">A hash over the body, to detect the same key with another body.</param>
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
    /// Reads the header. A key is scoped to one caller and one operation, so that nobody can probe or use up the keys of others.
    /// </summary>
    public static Outcome<CreatingRequest> From<TBody>(HttpRequest request, string callerId, string operation, TBody body)
    {
        var key = request.Headers[Header].ToString();
        if (key.Length is 0 or > 255 || key.Any(c => c is < '!' or > '~'))
            return new HeaderInvalid(Header, "1 to 255 visible ASCII characters that identify this attempt, such as a UUID");
        var fingerprint = Hashes.Of(System.Text.Json.JsonSerializer.Serialize(body, Json.Options));
        return new CreatingRequest(Hashes.Of($"{callerId}\n{operation}\n{key}"), fingerprint);
    }

    /// <summary>
    /// Adds the answer to the changes it belongs to. Its row is checked first: of two identical requests at once, the second
    /// one conflicts there and finds the answer of the first.
    /// </summary>
    public void PutAnswer(ChangeSet changes, Answer answer, DateTimeOffset now) =>
        changes.AddFirst(RowKey, new StoredAnswer(Fingerprint, now, answer), now + Kept);

    /// <summary>
    /// The earlier answer to this request, or the failure that the key was used for another body; null when the request is new.
    /// One storage operation, and one more to delete an expired answer.
    /// </summary>
    public async Task<IResult?> EarlierAnswerAsync(
        TableClient table, string partitionKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var earlier = await table.FindAsync<StoredAnswer>(partitionKey, RowKey, cancellationToken);
        if (earlier is null)
            return null;
        if (earlier.Value.At + Kept <= now)
        {
            // The key is free again. The old row must be deleted, or the new one would conflict with it.
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
    "For 24 hours, a key belongs to one request with one body. Send a new key for a new request.");

/// <summary>409: the first request with this key is still being processed.</summary>
public sealed record RequestInFlight(TimeSpan RetryAfter) : Failure(
    StatusCodes.Status409Conflict,
    "request-in-flight",
    "The same request is still being processed",
    "A request with this Idempotency-Key has not been answered yet. Send it again after the seconds in Retry-After to get its answer.")
{
    protected override void Extend(JsonObject problem) => problem["retryAfter"] = Seconds;

    protected override void Extend(IHeaderDictionary headers) =>
        headers.RetryAfter = Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private int Seconds => Math.Max(1, (int)Math.Ceiling(RetryAfter.TotalSeconds));
}
