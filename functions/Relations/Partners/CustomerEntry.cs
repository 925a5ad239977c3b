using Accounts.Access.Rights;
using Accounts.Customers.Invitations;
using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>
/// A customer, or an open request for one, in the list of its partner. The same document is stored twice: by number and by name.
/// </summary>
/// <param name="PartnershipId">Id of the partnership or request.</param>
/// <param name="CustomerNumber">Null until the request is answered: until then it is unknown which organization it will be.</param>
/// <param name="Name">The name that the list shows and is sorted by.</param>
/// <param name="State">State of the partnership or request.</param>
/// <param name="Ends">The last days of its grants; the reader decides which of them still count.</param>
public sealed record CustomerEntry(
    string PartnershipId, string? CustomerNumber, string Name, CustomerState State, IReadOnlyList<DateOnly> Ends)
{
    /// <summary>What was granted; the reader decides what still counts.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    // Entries without a number sort after all others.
    private string Tail => CustomerNumber ?? "~" + PartnershipId;

    /// <summary>The entry of a partnership.</summary>
    public static CustomerEntry Of(ManagedCustomer customer) =>
        new(
            customer.Id,
            customer.CustomerId,
            customer.Name,
            customer.State,
            [.. customer.Grants.Select(grant => grant.Until)])
        { Grants = customer.Grants };

    /// <summary>The entry of a request that is not answered yet.</summary>
    public static CustomerEntry Of(Invitation request) =>
        new(request.Id, CustomerNumber: null, request.Customer!.CompanyName, CustomerState.Requested, []);

    /// <summary>The keys of both rows.</summary>
    public IReadOnlyList<string> RowKeys => [PartnerKeys.CustomerByNumber(Tail), PartnerKeys.CustomerByName(NameKey.Of(Name), Tail)];
}
