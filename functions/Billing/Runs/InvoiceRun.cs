using Accounts.Billing.Invoices;

namespace Accounts.Billing.Runs;

/// <summary>An invoice run (Rechnungslauf): bills what is due on a day, of all accounts or of one.</summary>
public sealed record InvoiceRun
{
    /// <summary>Its id: the day for the daily run, with a suffix for other runs.</summary>
    public required string Id { get; init; }

    /// <summary>Charges that are due on this day or before are billed.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The only account that it is for; null for all.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Whether it only shows what would be billed.</summary>
    public bool IsDryRun { get; init; }

    public required RunState State { get; init; }

    /// <summary>When it was requested.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was completed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Identifies the drafts of this run.</summary>
    public DraftingRun Drafts => new(Id, Day);
}

/// <summary>The state of a run.</summary>
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

/// <summary>The results of a part of a run.</summary>
/// <param name="Accounts">Accounts that had something due.</param>
/// <param name="Drafts">Drafts that were made.</param>
/// <param name="Finalized">Invoices that were finalized.</param>
/// <param name="InReview">Drafts that wait for a person.</param>
/// <param name="Failed">What failed. Charges that stay due are tried again by the next run.</param>
/// <param name="Net">Net amount of the finalized invoices, in minor units.</param>
/// <param name="Tax">In minor units.</param>
/// <param name="Gross">In minor units.</param>
public sealed record RunCounts(int Accounts, int Drafts, int Finalized, int InReview, int Failed, long Net, long Tax, long Gross)
{
    /// <summary>The counts of a part that has done nothing yet.</summary>
    public static RunCounts Nothing { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    public static RunCounts operator +(RunCounts left, RunCounts right) => Add(left, right);

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

/// <summary>A problem of a run that needs a person, or that the next run tries again.</summary>
/// <param name="OrganizationId">The account that pays.</param>
/// <param name="InvoiceId">The draft; null if none could be made.</param>
/// <param name="Reason">A code: why it waits, or <c>renewalFailed</c>, <c>priceNotAnnounced</c>, <c>draftingFailed</c>,
/// <c>finalizationFailed</c>.</param>
/// <param name="Text">What is wrong and what to do.</param>
public sealed record RunProblem(string OrganizationId, string? InvoiceId, string Reason, string Text);
