using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Orders a new sub-account. The account is created first, reserved for its main account and visible to nobody. The transaction
/// that lists it with the main account also writes the order and the answer, so that all three exist or none.
/// </summary>
public sealed class OrderNewSubAccount(
    Linking linking,
    OrganizationStore organizations,
    ContactStore contacts,
    CatalogStore catalog,
    OrderOpening opening,
    MailQuota quota,
    OrganizationChanges changes,
    IOptions<SubAccountOptions> options,
    IOptions<ContactFormOptions> contactForm,
    TimeProvider time)
{
    /// <summary>The answer: the new account's number, or why there is none.</summary>
    public async Task<IResult> OrderAsync(Adding adding, AddSubAccountForm form, CancellationToken cancellationToken)
    {
        if (await changes.EarlierAnswerAsync(adding.MainId, adding.Creating, cancellationToken) is { } earlier)
            return earlier.Outcome.ToResult();
        if (await organizations.FindAccountAsync(adding.MainId, cancellationToken) is not { } main
            || await contacts.FindAsync(adding.MainId, Contact.MainId, cancellationToken) is not { } contact)
            return new NotFound();
        var now = time.GetUtcNow();
        var today = CentralEurope.DayOf(now);
        if (OrderPlacing.RefusePayment(main.Value.Payment, today) is { } refused)
            return refused;
        var products = await catalog.FindAllAsync(SkusOf(form), cancellationToken);
        var background = new OrderBackground(main.Value, contact.Value, products, today);
        if (!SubAccountOrderDraft.From(form, background, contactForm.Value.Url).Succeeded(out var draft, out var failure))
            return failure;
        if (await TakeQuotaAsync(adding, draft, cancellationToken) is { } tooMany)
            return tooMany;

        var member = adding.Http.Member() ?? throw new InvalidOperationException("Only members add sub-accounts.");
        var orderedBy = new Inviter(member.UserId, member.Name ?? member.Email, member.Email, Languages.Of(adding.Http));
        var ordered = OrderedSubAccount.Of(draft, orderedBy, now);
        var organization = new ActingOrganization(adding.MainId, main.Value.Company.Name);
        var actor = adding.Http.Actor() with { Kind = ActorKind.MainAccount, Organization = organization };
        return await LinkAsync(adding, new Wish(ordered, actor, draft.Order, background), cancellationToken);
    }

    // Too many lines are one failure, not one for each line, and none of their products is read.
    private static HashSet<string> SkusOf(AddSubAccountForm form) =>
        form.Lines is { Count: <= OrderDraft.MaxLines } lines ? [.. lines.Select(line => line?.Sku).OfType<string>()] : [];

    /// <summary>The location's contact is invited, so orders must not be a way to flood an address.</summary>
    private async Task<Failure?> TakeQuotaAsync(Adding adding, SubAccountOrderDraft draft, CancellationToken cancellationToken)
    {
        var limit = options.Value.MaxOrderedPerDay;
        var orders = "orders of sub-accounts of " + adding.MainId;
        return await quota.TakeAsync(orders, adding.Creating.Id, limit, left => new TooManyOrdered(limit, left), cancellationToken)
            ?? await quota.TakeAsync(draft.ContactEmail.Key, adding.Creating.Id, cancellationToken);
    }

    private async Task<IResult> LinkAsync(Adding adding, Wish wish, CancellationToken cancellationToken)
    {
        var linkId = Ids.New(time.GetUtcNow());
        string? process = null;
        var isReadAsNew = true;
        var request = new LinkRequest<Answer>(adding.Processes, adding.MainId) { Reserve = ReserveAsync, List = ListAsync };
        var linked = await linking.LinkAsync(request, cancellationToken);
        if (process is not null)
            await adding.Processes.NotifyAsync(process);
        return linked.ToResult();

        // Each round draws another number: the previous one is taken.
        async Task<Decision<AccountLink>> ReserveAsync()
        {
            var link = new AccountLink(adding.MainId, CustomerNumber.Random().ToString(), linkId);
            process = SubAccountOrderProcess.IdOf(link.MainId, link.SubId);
            await adding.Processes.StartOnceAsync(nameof(SubAccountOrderProcess), process, new SubAccountOrderRun(link), cancellationToken);
            return wish.Account.MakeAs(link, wish.Actor).Gives(link);
        }

        async Task<Decision<Answer>> ListAsync(AccountLink link)
        {
            // The earlier answer is from the same request, sent twice at once.
            if (!isReadAsNew && await changes.EarlierAnswerAsync(link.MainId, adding.Creating, cancellationToken) is { } earlier)
                return earlier;
            isReadAsNew = false;
            var account = new OrderedAccount(link.SubId, wish.Account.Account.Account.Company.Name);
            var (order, change) = await opening.OpenAsync(
                adding.Processes,
                wish.Order with { Account = account },
                wish.Background,
                new OrderWish(link.MainId, adding.Http.Actor(), link.Id, wish.Account.At),
                cancellationToken);
            change.Also(new AuditEvent(AuditAction.SubAccountOrdered, adding.Http.Actor(), link.SubId));
            var answer = Answer.Accepted(
                $"/api/organizations/{link.MainId}/sub-accounts/{link.SubId}",
                new AddedSubAccount(
                    link.SubId, AddedState.New, order.Id, ProcessLinks.Of(SubAccountOrderProcess.IdOf(link.MainId, link.SubId))));
            adding.Creating.PutAnswer(change, answer, time.GetUtcNow());
            return change.Gives(answer);
        }
    }

    /// <summary>What is ordered; the same in every round.</summary>
    private sealed record Wish(OrderedSubAccount Account, Actor Actor, OrderDraft Order, OrderBackground Background);
}
