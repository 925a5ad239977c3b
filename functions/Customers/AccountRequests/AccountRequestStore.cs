using System.Globalization;
using System.Security.Cryptography;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Customers.AccountRequests;

/// <summary>
/// Requests for accounts, newest first. Their partition also holds the ids of the received messages and a count per sender and day. So
/// the one transaction that stores a request also takes its message only once and enforces the limit per sender.
/// </summary>
public sealed class AccountRequestStore(TableServiceClient tables)
{
    /// <summary>Requests that one address may send per day (UTC).</summary>
    public const int MaxPerSenderAndDay = 5;

    private const string Partition = "contact-form";
    [RowKey(Tables.AccountRequests)]
    private const string Requests = "request:";

    [RowKey(Tables.AccountRequests)]
    private const string Waiting = "waiting:";

    // Messages older than five minutes are refused, so their ids need not be kept for long.
    private static readonly TimeSpan MessagesKept = TimeSpan.FromDays(7);

    private readonly TableClient _requests = tables.GetTableClient(Tables.AccountRequests);

    /// <summary>A new id: later ones sort before earlier ones.</summary>
    public static string NewId(DateTimeOffset now) =>
        (
            DateTimeOffset.MaxValue.Ticks - now.UtcTicks).ToString("x16",
            CultureInfo.InvariantCulture) + RandomNumberGenerator.GetHexString(16,
            lowercase: true);

    public Task<Stored<AccountRequest>?> FindAsync(string requestId, CancellationToken cancellationToken) =>
        _requests.FindAsync<AccountRequest>(Partition, Requests + requestId, cancellationToken);

    /// <summary>Requests, newest first.</summary>
    public Task<Slice<AccountRequest>> ListAsync(PageRequest page, CancellationToken cancellationToken) =>
        _requests.PageAsync<AccountRequest>(Partition, Requests, page, cancellationToken);

    /// <summary>Undecided requests, oldest first. One storage operation.</summary>
    public Task<Slice<WaitingRequest>> ListWaitingAsync(PageRequest page, CancellationToken cancellationToken) =>
        _requests.PageAsync<WaitingRequest>(Partition, Waiting, page, cancellationToken);

    /// <summary>The request that was made from this message; null when the message is new.</summary>
    public async Task<AccountRequest?> FindByMessageAsync(string messageId, CancellationToken cancellationToken) =>
        await _requests.FindAsync<Message>(Partition, MessageKey(messageId), cancellationToken) is { } message
            ? (await FindAsync(message.Value.RequestId, cancellationToken))?.Value
            : null;

    /// <summary>
    /// Refuses a sender who has reached the daily limit. Requests stored at the same moment are not counted here, see <see
    /// cref="AddAsync"/>.
    /// </summary>
    public async Task<Failure?> RefuseAsync(AccountRequest request, CancellationToken cancellationToken) =>
        (await _requests.FindAsync<Sent>(Partition, SenderKey(request), cancellationToken))?.Value.Count >= MaxPerSenderAndDay
            ? Enough(request.ReceivedAt)
            : null;

    /// <summary>Stores a request with the id of its message.</summary>
    /// <returns>Null when stored; otherwise that the sender has reached the daily limit, or that another request has just taken the
    /// message.</returns>
    public async Task<Failure?> AddAsync(AccountRequest request, string messageId, CancellationToken cancellationToken)
    {
        var now = request.ReceivedAt;
        var added = await _requests.RunAsync<Done>(
            async () =>
            {
                // One sender may send several at the same moment, which contend for the count.
                var sent = await _requests.FindAsync(Partition, SenderKey(request), new Sent(0), cancellationToken);
                if (sent.Value.Count >= MaxPerSenderAndDay)
                    return Enough(now);
                var isTaken = new RequestInFlight(TimeSpan.FromSeconds(1));
                return new ChangeSet(Partition)
                    .Add(MessageKey(messageId), new Message(request.Id), isTaken, expiresAt: now + MessagesKept)
                    .Replace(sent, new Sent(sent.Value.Count + 1), expiresAt: now.AddDays(2))
                    .Add(Requests + request.Id, request)
                    .Add(WaitingKey(request), new WaitingRequest(request.Id, request.ReceivedAt))
                    .Gives(Done.It);
            },
            cancellationToken);
        return added.Failure;
    }

    /// <summary>Writes a changed request.</summary>
    /// <returns>False when another request was first and decided otherwise.</returns>
    public async Task<bool> TryChangeAsync(Stored<AccountRequest> before, AccountRequest after, CancellationToken cancellationToken)
    {
        var change = new ChangeSet(Partition).Replace(before, after);
        // Requests older than the list of waiting requests are not in it.
        if (before.Value.State != after.State
            && await _requests.FindAsync<WaitingRequest>(Partition, WaitingKey(after), cancellationToken) is { } waiting)
            change.Delete(waiting);
        return await _requests.TryWriteAsync(change.Writes, cancellationToken) is null
            || (await FindAsync(after.Id, cancellationToken))?.Value == after;
    }

    private static TooManyRequests Enough(DateTimeOffset now) =>
        new("This address has sent as many requests today (UTC) as allowed.", RetryAfter.LeftOfDay(now));

    private static string WaitingKey(AccountRequest request) =>
        $"{Waiting}{request.ReceivedAt.UtcTicks.ToString("x16", CultureInfo.InvariantCulture)}:{request.Id}";

    private static string SenderKey(AccountRequest request) =>
        "sender:" + Hashes.Of(request.EmailKey) + ":" + request.ReceivedAt.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string MessageKey(string messageId) => "message:" + Hashes.Of(messageId);

    private sealed record Message(string RequestId);

    private sealed record Sent(int Count);
}

/// <summary>An undecided request.</summary>
/// <param name="Id">The request.</param>
/// <param name="ReceivedAt">When we received it.</param>
public sealed record WaitingRequest(string Id, DateTimeOffset ReceivedAt);
