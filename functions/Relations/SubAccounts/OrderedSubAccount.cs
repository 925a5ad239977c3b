using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Platform.Storage;

namespace Accounts.Relations.SubAccounts;

/// <summary>An ordered sub-account, without its number.</summary>
/// <param name="Account">The account.</param>
/// <param name="Lines">The products that it is ordered with.</param>
/// <param name="OrderedBy">The user who is notified of its progress.</param>
/// <param name="At">When it is ordered.</param>
public sealed record OrderedSubAccount(NewAccount Account, IReadOnlyList<SubAccountLine> Lines, Inviter OrderedBy, DateTimeOffset At)
{
    /// <summary>
    /// The sub-account of an order. Its documents are in the language of the user who orders, unless the order says otherwise.
    /// </summary>
    public static OrderedSubAccount Of(SubAccountOrderDraft draft, Inviter orderedBy, DateTimeOffset now)
    {
        var language = draft.Language ?? orderedBy.Language;
        var account = NewAccount.Of(draft.Account, draft.ContactEmail, draft.InvoicesToMainAccount, language, now);
        return new(account, [.. draft.Order.Lines.Select(line => new SubAccountLine(line.Product.Sku, line.Quantity))], orderedBy, now);
    }

    /// <summary>Creates the account under a number, reserved for a link. Conflicts when the number is taken.</summary>
    public ChangeSet MakeAs(AccountLink link, Actor actor)
    {
        var made = new AuditedChange(link.SubId, new AuditEvent(AuditAction.AccountCreated, actor, link.SubId)) { IsFirst = true };
        return Account.AddTo(made)
            .Add(SubAccountStore.New(new Place { MainId = link.MainId, LinkId = link.Id, IsOrdered = true }))
            .Add(SubAccountStore.New(new SubAccountOrder(link, Lines, OrderedBy, At)));
    }
}
