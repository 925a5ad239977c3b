using System.Globalization;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Invitations;

/// <summary>Protects an address from a flood of mails: a limit per day, for all organizations together.</summary>
public sealed class MailQuota(TableServiceClient tables, IOptions<InvitationOptions> options, TimeProvider time)
{
    private readonly TableClient _users = tables.GetTableClient(Tables.Users);

    /// <summary>Null when one more mail may be sent today, which is then counted; otherwise the refusal.</summary>
    /// <param name="emailKey">The normalized address of the receiver.</param>
    /// <param name="mail">Name of the mail. A repeated call with the same name does not count again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Failure?> TakeAsync(string emailKey, string mail, CancellationToken cancellationToken) =>
        TakeAsync(
            emailKey, mail, options.Value.MaxMailsPerDay, left => new TooManyMails(options.Value.MaxMailsPerDay, left), cancellationToken);

    /// <summary>The same for anything else that is limited per day.</summary>
    /// <param name="what">Name of what is limited.</param>
    /// <param name="occurrence">Name of the occurrence. A repeated call with the same name does not count again.</param>
    /// <param name="limit">Maximum per day; at most 300, because one row holds no more.</param>
    /// <param name="refusal">Makes the failure from the time that is left of the day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Failure?> TakeAsync(
        string what, string occurrence, int limit, Func<TimeSpan, Failure> refusal, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = UserKeys.Mails + now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return TakeAsync((UserKeys.Address(what), key, now), occurrence, limit, refusal, cancellationToken);
    }

    /// <summary>The same for the accounts that a user opens. The count is stored with the user, where <c>GET /me</c> reads it.</summary>
    public Task<Failure?> TakeOpeningAsync(
        string userId, string occurrence, int limit, Func<TimeSpan, Failure> refusal, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return TakeAsync((userId, UserKeys.OpenedOn(now), now), occurrence, limit, refusal, cancellationToken);
    }

    private async Task<Failure?> TakeAsync(
        (string Partition, string Key, DateTimeOffset Now) row,
        string occurrence,
        int limit,
        Func<TimeSpan, Failure> refusal,
        CancellationToken cancellationToken)
    {
        var (partition, key, now) = row;
        var taken = await _users.RunAsync<Done>(
            async () =>
            {
                var sent = await _users.FindAsync(partition, key, new SentMails([]), cancellationToken);
                if (sent.Value.Mails.Contains(occurrence))
                    return Done.It;
                if (sent.Value.Mails.Count >= limit)
                    return refusal(RetryAfter.LeftOfDay(now));
                var counted = new SentMails([.. sent.Value.Mails, occurrence]);
                return new ChangeSet(partition).Replace(sent, counted, expiresAt: now.AddDays(2)).Gives(Done.It);
            },
            cancellationToken);
        return taken.Failure;
    }
}

/// <summary>What was sent to an address, or otherwise counted, on one day.</summary>
public sealed record SentMails(IReadOnlyList<string> Mails);
