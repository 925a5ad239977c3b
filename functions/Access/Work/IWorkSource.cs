using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Access.Work;

/// <summary>A part where something waits for a person registers one of these for each kind of it.</summary>
public interface IWorkSource
{
    /// <summary>What waits here.</summary>
    WorkKind Kind { get; }

    /// <summary>One page of what waits; the oldest first where the source knows its age. One storage operation.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="language">Of what is to be done next.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<WorkPage> ListAsync(PageRequest page, Language language, CancellationToken cancellationToken);
}

/// <summary>One page of one source.</summary>
/// <param name="Items">What waits.</param>
/// <param name="Next">After which key the next page begins; null on the last.</param>
public sealed record WorkPage(IReadOnlyList<WorkItem> Items, string? Next);

/// <summary>What can wait for a person; listed in this order.</summary>
public enum WorkKind
{
    /// <summary>A company asks for an account.</summary>
    AccountRequest,

    /// <summary>An ordered sub-account is to be set up.</summary>
    SubAccount,

    /// <summary>An order does not go on by itself.</summary>
    Order,

    /// <summary>An invoice is not issued before somebody has looked at it.</summary>
    InvoiceReview,

    /// <summary>A process has failed, or is late.</summary>
    Process,
}

/// <summary>One thing that waits.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">Names it: the request, sub-account, order, draft or process.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Link">Where it is.</param>
/// <param name="NextStep">What to do next, in words, in the language of the request.</param>
public sealed record WorkItem(WorkKind Kind, string Subject, DateTimeOffset Since, string Link, string NextStep);
