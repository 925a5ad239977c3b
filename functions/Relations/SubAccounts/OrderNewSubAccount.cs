using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Orders a new sub-account. It is made first, reserved for its main account and known to nobody; the transaction that
/// lists it with the main account holds the answer too, so that an account is there exactly when its number was told.
/// </summary>
public sealed class OrderNewSubAccount(
    TableServiceClient tables,
    Linking linking,
    SubAccountStore subAccounts,
    OrganizationStore organizations,
    CatalogStore catalog,
    MailQuota quota,
    AuditLog audit,
    IOptions<SubAccountOptions> options,
    IOptions<ContactFormOptions> contactForm,
    TimeProvider time)
{
    // Among 9 million numbers a collision is rare even with millions of customers; twenty in a row are a fault.
    private const int MaxNumbersTried = 20;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The answer: the new account's number, or why there is none.</summary>
    public async Task<IResult> OrderAsync(Adding adding, AddSubAccountForm form, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await subAccounts.EarlierAnswerAsync(adding.MainId, adding.Creating, now, cancellationToken) is { } earlier)
            return earlier;
        if (await organizations.FindAccountAsync(adding.MainId, cancellationToken) is not { } main)
            return new NotFound();
        var products = await catalog.FindAllAsync(SkusOf(form), cancellationToken);
        if (!SubAccountOrderDraft.From(form, main.Value, products, CentralEurope.DayOf(now), contactForm.Value.Url).Succeeded(out var draft, out var failure))
            return failure;
        // The location's contact is invited, so orders must not become a way of flooding an address.
        var limit = options.Value.MaxOrderedPerDay;
        if (await quota.TakeAsync("orders of sub-accounts of " + adding.MainId, adding.Creating.Id, limit, new TooManyOrdered(limit), cancellationToken) is { } tooMany)
            return tooMany;
        if (await quota.TakeAsync(draft.ContactEmail.Key, adding.Creating.Id, cancellationToken) is { } tooManyMails)
            return tooManyMails;

        var member = adding.Http.Member() ?? throw new InvalidOperationException("Only members add sub-accounts.");
        var language = Languages.Of(adding.Http);
        var orderedBy = new Inviter(member.UserId, member.Name ?? member.Email, member.Email, language);
        var account = NewAccount.Of(draft.Account, draft.ContactEmail, invoicesToMainAccount: form.Account!.InvoiceEmail is null, form.Account.Language ?? language, now);
        var actor = adding.Http.Actor() with { Kind = ActorKind.MainAccount, Organization = new ActingOrganization(adding.MainId, main.Value.Company.Name) };
        for (var tried = 0; tried < MaxNumbersTried; tried++)
        {
            var link = new AccountLink(adding.MainId, CustomerNumber.Random().ToString(), Ids.New(now));
            var order = new SubAccountOrder(link, draft.Lines, orderedBy, now);
            var isTaken = false;
            var process = SubAccountOrderProcess.IdOf(link.MainId, link.SubId);
            var answer = Answer.Accepted(
                $"/api/organizations/{link.MainId}/sub-accounts/{link.SubId}", new AddedSubAccount(link.SubId, AddedState.New, "/api/processes/" + process));
            var refused = await linking.LinkAsync(
                adding.Processes,
                link,
                async () =>
                {
                    await adding.Processes.StartOnceAsync(nameof(SubAccountOrderProcess), process, new SubAccountOrderRun(link), cancellationToken);
                    isTaken = !await TryMakeAsync(link, account, order, actor, cancellationToken);
                    return isTaken ? new TemporarilyUnavailable() : null;
                },
                writes => ListAsync(adding, answer, link, writes, cancellationToken),
                cancellationToken);
            await adding.Processes.TellAsync(process);
            if (refused is null)
                return answer;
            if (refused is RequestInFlight)
                return await subAccounts.EarlierAnswerAsync(adding.MainId, adding.Creating, now, cancellationToken) ?? refused;
            if (!isTaken)
                return refused;
        }

        throw new InvalidOperationException("No free customer number was found.");
    }

    // Who sends too many lines hears of that, not of each; nothing is looked up for them.
    private static HashSet<string> SkusOf(AddSubAccountForm form) =>
        form.Lines is { Count: <= SubAccountOrderDraft.MaxLines } lines ? [.. lines.Select(line => line?.Sku).OfType<string>()] : [];

    /// <returns>False when the number is somebody else's.</returns>
    private async Task<bool> TryMakeAsync(AccountLink link, NewAccount account, SubAccountOrder order, Actor actor, CancellationToken cancellationToken)
    {
        var place = new Place { MainId = link.MainId, LinkId = link.Id, IsOrdered = true };
        try
        {
            await _organizations.SubmitTransactionAsync(
                [
                    .. account.Rows(link.SubId),
                    Writes.Add(link.SubId, SubAccountKeys.Place, place),
                    Writes.Add(link.SubId, SubAccountKeys.Order, order),
                    .. audit.First(link.SubId, new AuditEvent(AuditAction.AccountCreated, actor, link.SubId)),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status409Conflict)
        {
            // Ours, when the client of the storage asked twice because the first answer got lost.
            return (await subAccounts.FindPlaceAsync(link.SubId, cancellationToken)).Value == place;
        }
    }

    private async Task<Failure?> ListAsync(Adding adding, Answer answer, AccountLink link, IReadOnlyList<TableTransactionAction> writes, CancellationToken cancellationToken)
    {
        try
        {
            await audit.CommitAsync(
                link.MainId,
                [adding.Creating.AnswerRow(link.MainId, answer, time.GetUtcNow()), .. writes],
                new AuditEvent(AuditAction.SubAccountOrdered, adding.Http.Actor(), link.SubId),
                cancellationToken);
            return null;
        }
        catch (TableTransactionFailedException e) when (e.FailedTransactionActionIndex == 0)
        {
            // By the same request, sent twice at once; or by this one, whose first answer got lost.
            return (await subAccounts.FindAsync(link.MainId, link.SubId, cancellationToken))?.Value.LinkId == link.Id ? null : new RequestInFlight(TimeSpan.FromSeconds(1));
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return new LinkInProgress();
        }
    }
}
