using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.SubAccounts;

/// <summary>Asks an existing account to become a sub-account: its legal representative gets a mail, and decides.</summary>
public sealed class AskToLink(
    SubAccountStore subAccounts,
    OrganizationStore organizations,
    MemberStore members,
    InvitationStore invitations,
    InvitationSending sending,
    MailQuota quota,
    OrganizationChanges changes,
    IOptions<SubAccountOptions> options)
{
    /// <summary>The answer: that a legal representative is asked, or why nobody is.</summary>
    public async Task<IResult> AskAsync(Adding adding, AddSubAccountForm form, CancellationToken cancellationToken)
    {
        if (!Check(form, adding.MainId).Succeeded(out var number, out var failure))
            return failure;
        var subId = number.ToString();
        if (await changes.EarlierAnswerAsync(adding.MainId, adding.Creating, cancellationToken) is { } earlier)
            return earlier.Outcome.ToResult();
        if ((await subAccounts.FindPlaceAsync(adding.MainId, cancellationToken)).Value.RefuseSubAccount() is { } refused)
            return refused;
        // The main account's own list reveals nothing new to it.
        if (await subAccounts.FindAsync(adding.MainId, subId, cancellationToken) is not null)
            return new AlreadySubAccount();
        if (await invitations.IsInvitedAsync(adding.MainId, subId, InvitationKind.SubAccount, cancellationToken))
        {
            var answered = await changes.EarlierAnswerAsync(adding.MainId, adding.Creating, cancellationToken) ?? new AlreadyAsked();
            return answered.Outcome.ToResult();
        }

        // Before the number is read: a failure that only existing numbers cause would reveal which numbers exist.
        if (await invitations.RefuseOpeningAsync(adding.MainId, cancellationToken) is { } full)
            return full;
        // Each number counts, even when it is sent with the idempotency key of another one.
        var (limit, asking) = (options.Value.MaxAskedPerDay, Hashes.Of($"{adding.Creating.Id}\n{subId}"));
        var what = "sub-accounts of " + adding.MainId;
        // Each user's requests count too, over all accounts from which they ask.
        var who = "sub-accounts asked for by " + adding.Http.Caller().UserId;
        if ((await quota.TakeAsync(who, asking, limit, left => new TooManyAsked(limit, left), cancellationToken)
            ?? await quota.TakeAsync(what, asking, limit, left => new TooManyAsked(limit, left), cancellationToken)) is { } tooMany)
            return tooMany;
        if (await FindAskedAsync(subId, cancellationToken) is not var (member, account))
            return new AccountNotLinkable();
        return await AskAsync(adding, new Question(subId, asking, member, account.Language), cancellationToken);
    }

    private async Task<IResult> AskAsync(Adding adding, Question question, CancellationToken cancellationToken)
    {
        var (subId, asking, asked, language) = question;
        var email = EmailAddress.Parse(asked.Email).Value ?? throw new InvalidDataException("A member has an invalid e-mail address.");
        if (await organizations.FindAsync(adding.MainId, cancellationToken) is not { } organization)
            return new NotFound();
        if (await quota.TakeAsync(email.Key, asking, cancellationToken) is { } refused)
            return refused;
        var member = adding.Http.Member() ?? throw new InvalidOperationException("Only members add sub-accounts.");
        var inviter = new Inviter(member.UserId, member.Name ?? member.Email, member.Email, Languages.Of(adding.Http));
        var invitation = sending.New(organization.Value, InvitationKind.SubAccount, email, role: null, language, inviter) with
        {
            SubAccountId = subId,
            InvitedName = asked.Name,
            InvitedUserId = asked.UserId,
        };
        var answer = Answer.Accepted(
            $"/api/organizations/{adding.MainId}/invitations/{invitation.Id}",
            new AddedSubAccount(
                subId, AddedState.Asked, OrderId: null, ProcessLinks.Of(InvitationProcess.IdOf(adding.MainId, invitation.Id))));
        var result = await sending.OpenAsync(
            adding.Processes, new(adding.MainId, invitation, adding.Http.Actor(), adding.Creating) { Answer = answer }, cancellationToken);
        return result is AlreadyInvited ? new AlreadyAsked() : result;
    }

    private static Outcome<CustomerNumber> Check(AddSubAccountForm form, string mainId)
    {
        var errors = new FieldErrors();
        var number = errors.Take("customerNumber", CustomerNumber.Parse(form.CustomerNumber));
        if (number?.ToString() == mainId)
            errors.Add("customerNumber", "This is the organization's own number.", "The number of another account.");
        if (form.Account is not null)
            errors.Add("account", "This goes with mode order only.", "Leave the field out.");
        if (form.Lines is not null)
            errors.Add("lines", "This goes with mode order only.", "Leave the field out.");
        if (form.Confirmation is not null)
            errors.Add("confirmation", "This goes with mode order only.", "Leave the field out.");
        return errors.None ? number! : errors.Failure;
    }

    /// <returns>Whom to ask; null when the account cannot be linked or does not exist.</returns>
    private async Task<(Member Representative, CustomerAccount Account)?> FindAskedAsync(string subId, CancellationToken cancellationToken)
    {
        if ((await subAccounts.FindPlaceAsync(subId, cancellationToken)).Value.RefuseMainAccount() is not null
            || await organizations.FindAccountAsync(subId, cancellationToken) is not { } account)
            return null;
        return await members.LegalRepresentativesAsync(subId, cancellationToken) is [var representative, ..]
            ? (representative, account.Value)
            : null;
    }

    /// <summary>A question to a legal representative.</summary>
    /// <param name="SubId">The account that would become a sub-account.</param>
    /// <param name="Name">Id of the question; asking it again does not count again.</param>
    /// <param name="Asked">The legal representative who is asked.</param>
    /// <param name="Language">Language of the mail.</param>
    private sealed record Question(string SubId, string Name, Member Asked, Language Language);
}
