using Accounts.Billing.Invoices;

namespace Accounts.Billing.Runs;

/// <summary>An invoice run (Rechnungslauf): bills what is due on a day, of all accounts or of one.</summary>
public sealed record InvoiceRun
{
    /// <summary>Names it: the day for the daily one, with a suffix for others.</summary>
    public required string Id { get; init; }

    /// <summary>What is due on this day or before is billed.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The one account that it is for; null for all.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Whether it only shows what would come.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whose run collects the charges.</summary>
    public DraftingRun Drafts => new(Id, Day);
}

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>It makes drafts.</summary>
    Drafting,

    /// <summary>Operators may hold or drop drafts.</summary>
    Grace,

    /// <summary>It finalizes them.</summary>
    Finalizing,

    /// <summary>It mails them.</summary>
    Mailing,

    /// <summary>It is done.</summary>
    Completed,
}

/// <summary>What came of a part of a run.</summary>
/// <param name="Accounts">Accounts that had something due.</param>
/// <param name="Drafts">Drafts that were made.</param>
/// <param name="Finalized">Invoices that were finalized.</param>
/// <param name="InReview">Drafts that wait for a person.</param>
/// <param name="Failed">What could not be done; the next run tries again.</param>
/// <param name="Net">Of what was finalized, in minor units.</param>
/// <param name="Tax">In minor units.</param>
/// <param name="Gross">In minor units.</param>
public sealed record RunCounts(int Accounts, int Drafts, int Finalized, int InReview, int Failed, long Net, long Tax, long Gross)
{
    /// <summary>Of a part that has done nothing yet.</summary>
    public static RunCounts Nothing { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static RunCounts operator +(RunCounts left, RunCounts right) => Add(left, right);

    /// <summary>Both together.</summary>
    public static RunCounts Add(RunCounts left, RunCounts right) => new(
        left.Accounts + right.Accounts,
        left.Drafts + right.Drafts,
        left.Finalized + right.Finalized,
        left.InReview + right.InReview,
        left.Failed + right.Failed,
        left.Net + right.Net,
        left.Tax + right.Tax,
        left.Gross + right.Gross);
}

/// <summary>Something of a run that needs a person, or that the next run tries again.</summary>
/// <param name="OrganizationId">The account that pays.</param>
/// <param name="InvoiceId">The draft; null when none could be made.</param>
/// <param name="Reason">A code: why it waits, or <c>renewalFailed</c>, <c>priceNotAnnounced</c>, <c>draftingFailed</c>,
/// <c>finalizationFailed</c>.</param>
/// <param name="Text">What is wrong and what to do.</param>
public sealed record RunProblem(string OrganizationId, string? InvoiceId, string Reason, string Text);
