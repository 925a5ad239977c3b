using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Platform.Storage;

namespace Accounts.Relations.SubAccounts;

/// <summary>A sub-account that is ordered: all of it but its number.</summary>
/// <param name="Account">The account.</param>
/// <param name="Lines">What it is ordered with.</param>
/// <param name="OrderedBy">Who is told how it goes on.</param>
/// <param name="At">When it is ordered.</param>
public sealed record OrderedSubAccount(NewAccount Account, IReadOnlyList<SubAccountLine> Lines, Inviter OrderedBy, DateTimeOffset At)
{
    /// <summary>What an order comes to. Its documents are in the language of who orders, unless the order says otherwise.</summary>
    public static OrderedSubAccount Of(SubAccountOrderDraft draft, Inviter orderedBy, DateTimeOffset now)
    {
        var language = draft.Language ?? orderedBy.Language;
        var account = NewAccount.Of(draft.Account, draft.ContactEmail, draft.InvoicesToMainAccount, language, now);
        return new(account, [.. draft.Order.Lines.Select(line => new SubAccountLine(line.Product.Sku, line.Quantity))], orderedBy, now);
    }

    /// <summary>The account under a number, reserved for a link; conflicts when the number is taken.</summary>
    public ChangeSet MakeAs(AccountLink link, Actor actor)
    {
        var made = new AuditedChange(link.SubId, new AuditEvent(AuditAction.AccountCreated, actor, link.SubId)) { IsFirst = true };
        return Account.AddTo(made)
            .Add(SubAccountStore.New(new Place { MainId = link.MainId, LinkId = link.Id, IsOrdered = true }))
            .Add(SubAccountStore.New(new SubAccountOrder(link, Lines, OrderedBy, At)));
    }
}
