using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.SelfService;

/// <summary>
/// Opens an account for a signed-in user from a valid form. Looks up the card; <see cref="AccountOpening"/> does the rest.
/// </summary>
public sealed class SelfServiceOpening(
    AccountOpening opening, PaymentProvider payments, MailQuota quota, IOptions<SelfServiceOptions> options, TimeProvider time)
{
    /// <summary>The answer, or the failure.</summary>
    public async Task<IResult> OpenAsync(DurableTaskClient processes, AccountToOpen account, CancellationToken cancellationToken)
    {
        var (owner, draft, creating) = (account.Owner, account.Draft, account.Creating);
        if (draft.PaymentMethod == PaymentMethod.MainAccount)
            return PaymentRules.NoMainAccountPays(PaymentRules.InAccount);
        Card? card = null;
        if (draft.PaymentMethod == PaymentMethod.Card)
        {
            if (draft.CardToken is null)
                return PaymentRules.CardTokenMissing(PaymentRules.InAccount);
            // A token may be valid for one lookup only, so a repeated request gets its answer without another lookup.
            if (await opening.EarlierAnswerAsync(owner.UserId, creating, cancellationToken) is { } earlier)
                return earlier;
            if (!(await payments.FindCardAsync(draft.CardToken, cancellationToken)).Succeeded(out card, out var failure))
                return failure;
        }

        var limit = options.Value.MaxAccountsPerUserAndDay;
        if (await quota.TakeOpeningAsync(
            owner.UserId, creating.Id, limit, left => new TooManyAccounts(limit, left), cancellationToken) is { } refused)
        {
            // A request that opened an account yesterday and is repeated today still gets its answer.
            var answer = await opening.EarlierAnswerAsync(owner.UserId, creating, cancellationToken);
            return answer ?? refused;
        }

        var made = NewAccount.Of(account, card, time.GetUtcNow());
        return await opening.OpenAsync(processes, owner, made, creating, cancellationToken);
    }
}

/// <summary>A request to open an account.</summary>
/// <param name="Owner">Who opens it.</param>
/// <param name="Email">Their verified address.</param>
/// <param name="Draft">The form, checked.</param>
/// <param name="Language">Language of mails and documents.</param>
/// <param name="Creating">Identifies the request: repeats of it open only one account.</param>
public sealed record AccountToOpen(Caller Owner, EmailAddress Email, AccountDraft Draft, Language Language, CreatingRequest Creating);
