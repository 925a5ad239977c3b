using Accounts.Platform.Http;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// Where an organization stands in the tree of main accounts and sub-accounts, which has one level: one row in its own
/// partition, so that it can never be both. The row is never deleted: whoever read it once and writes later is refused.
/// </summary>
public sealed record Place
{
    /// <summary>Most sub-accounts that a main account may have.</summary>
    public const int MaxSubAccounts = 50_000;

    /// <summary>The main account that this is, or is about to become, a sub-account of.</summary>
    public string? MainId { get; init; }

    /// <summary>Names the link; a new one between the same two has another.</summary>
    public string? LinkId { get; init; }

    /// <summary>
    /// False while it is about to become one: nobody else can link it, and it can have no sub-accounts, but nobody of the main
    /// account gets in yet.
    /// </summary>
    public bool IsLinked { get; init; }

    /// <summary>Whether the account came into being as a sub-account.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>How many sub-accounts it has.</summary>
    public int SubAccounts { get; init; }

    /// <summary>Of an organization that is neither.</summary>
    public static Place None { get; } = new();

    /// <summary>Whether this is the link, linked or about to be.</summary>
    public bool IsBy(AccountLink link) => MainId == link.MainId && LinkId == link.Id;

    /// <summary>Null when the organization may get one more sub-account; else why not.</summary>
    public Failure? RefuseSubAccount() => this switch
    {
        { IsLinked: true } => new IsSubAccount(),
        { MainId: not null } => new LinkInProgress(),
        { SubAccounts: >= MaxSubAccounts } => new TooManySubAccounts(MaxSubAccounts),
        _ => null,
    };

    /// <summary>Null when the organization may become a sub-account; else why not.</summary>
    public Failure? RefuseMainAccount() => this switch
    {
        { IsLinked: true } => new AlreadySubAccount(),
        { MainId: not null } => new LinkInProgress(),
        { SubAccounts: > 0 } => new HasSubAccounts(),
        _ => null,
    };
}

/// <summary>A link between a main account and a sub-account.</summary>
/// <param name="MainId">The main account.</param>
/// <param name="SubId">The sub-account.</param>
/// <param name="Id">Names the link.</param>
public sealed record AccountLink(string MainId, string SubId, string Id);
