using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// A sub-account in its main account's list. Its name, contact, address and state are copies that are updated
/// (<see cref="SubAccountCopies"/>); collective invoicing is decided here.
/// </summary>
public sealed record SubAccount : IVersioned
{
    /// <summary>Its customer number.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the link.</summary>
    public required string LinkId { get; init; }

    /// <summary>The company's name.</summary>
    public required string Name { get; init; }

    /// <summary>The contact person.</summary>
    public required PersonName Contact { get; init; }

    /// <summary>The company's address.</summary>
    public required Address Address { get; init; }

    /// <summary>Whether it is in use already.</summary>
    public required OrganizationState State { get; init; }

    /// <summary>Sammelrechnung: whether its invoices become a section of the main account's.</summary>
    public bool CollectiveInvoice { get; init; }

    /// <summary>When it was linked or ordered.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>
    /// Whether the link is known to be complete. The account is listed one transaction before that: a reader that finds it
    /// incomplete after a crash settles it first.
    /// </summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>Increases with every change of what the main account decides.</summary>
    public required int Version { get; init; }

    string IVersioned.Life => LinkId;

    /// <summary>A new entry.</summary>
    public static SubAccount Of(AccountLink link, Organization organization, CustomerAccount account, DateTimeOffset since) => new()
    {
        Id = link.SubId,
        LinkId = link.Id,
        Name = account.Company.Name,
        Contact = new PersonName(account.Contact.FirstName, account.Contact.LastName),
        Address = account.Company.Address,
        State = organization.State,
        Since = since,
        IsSettled = false,
        Version = 1,
    };

    /// <summary>The entry, updated from the account.</summary>
    public SubAccount Following(Organization organization, CustomerAccount account) => this with
    {
        Name = account.Company.Name,
        Contact = new PersonName(account.Contact.FirstName, account.Contact.LastName),
        Address = account.Company.Address,
        State = organization.State,
    };

    /// <summary>All keys that a search finds it by: the company's name, and the contact's name in both orders.</summary>
    public IEnumerable<string> NameKeys() =>
        new[] { NameKey.Of(Name), NameKey.Of($"{Contact.First} {Contact.Last}"), NameKey.Of($"{Contact.Last} {Contact.First}") }
            .Where(key => key.Length > 0)
            .Distinct();
}
