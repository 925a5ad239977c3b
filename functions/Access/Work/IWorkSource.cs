using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Access.Work;

/// <summary>A list of items that wait for a person. Each part registers one source for each kind of its items.</summary>
public interface IWorkSource
{
    /// <summary>The kind of the items.</summary>
    WorkKind Kind { get; }

    /// <summary>One page of the items, oldest first if the source knows their age. One storage operation.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="language">The language of the next steps.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<WorkPage> ListAsync(PageRequest page, Language language, CancellationToken cancellationToken);
}

/// <summary>One page of one source.</summary>
/// <param name="Items">The items of the page.</param>
/// <param name="Next">The key after which the next page begins; null on the last page.</param>
public sealed record WorkPage(IReadOnlyList<WorkItem> Items, string? Next);

/// <summary>What can wait for a person; listed in this order.</summary>
public enum WorkKind
{
    /// <summary>A company asks for an account.</summary>
    AccountRequest,

    /// <summary>An ordered sub-account must be set up.</summary>
    SubAccount,

    /// <summary>An order does not continue automatically.</summary>
    Order,

    /// <summary>An invoice must be reviewed before it is issued.</summary>
    InvoiceReview,

    /// <summary>A process has failed, or is late.</summary>
    Process,
}

/// <summary>An item that waits for a person.</summary>
/// <param name="Kind">The kind of the item.</param>
/// <param name="Subject">Identifies the request, sub-account, order, draft or process.</param>
/// <param name="Since">The time since when it waits.</param>
/// <param name="Link">The address of the item.</param>
/// <param name="NextStep">What to do next, in words, in the language of the request.</param>
public sealed record WorkItem(WorkKind Kind, string Subject, DateTimeOffset Since, string Link, string NextStep);
