using Accounts.Platform.Http;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// The position of an organization in the tree of main accounts and sub-accounts, which has one level. It is one row in the
/// organization's own partition, so that it can never be both. The row is never deleted, so that a write based on an old read
/// conflicts.
/// </summary>
public sealed record Place
{
    /// <summary>Highest number of sub-accounts of a main account.</summary>
    public const int MaxSubAccounts = 50_000;

    /// <summary>The main account that this is, or is about to become, a sub-account of.</summary>
    public string? MainId { get; init; }

    /// <summary>Id of the link; a later link between the same two has another id.</summary>
    public string? LinkId { get; init; }

    /// <summary>
    /// False while the account is reserved: nobody else can link it, and it can have no sub-accounts, but members of the main
    /// account have no access yet.
    /// </summary>
    public bool IsLinked { get; init; }

    /// <summary>Whether the account was created as a sub-account.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>How many sub-accounts it has.</summary>
    public int SubAccounts { get; init; }

    /// <summary>The place of an organization that is neither.</summary>
    public static Place None { get; } = new();

    /// <summary>Whether this link holds the place, linked or reserved.</summary>
    public bool IsBy(AccountLink link) => MainId == link.MainId && LinkId == link.Id;

    /// <summary>Null when the organization may get one more sub-account; otherwise why not.</summary>
    public Failure? RefuseSubAccount() => this switch
    {
        { IsLinked: true } => new IsSubAccount(),
        { MainId: not null } => new LinkInProgress(),
        { SubAccounts: >= MaxSubAccounts } => new TooManySubAccounts(MaxSubAccounts),
        _ => null,
    };

    /// <summary>Null when the organization may become a sub-account; otherwise why not.</summary>
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
/// <param name="Id">Id of the link.</param>
public sealed record AccountLink(string MainId, string SubId, string Id);
