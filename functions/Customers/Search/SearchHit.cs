using Accounts.Customers.Organizations;
using Accounts.Platform.Values;

namespace Accounts.Customers.Search;

/// <summary>An organization as a search returns it.</summary>
/// <param name="Id">The organization.</param>
/// <param name="Name">The company's name.</param>
/// <param name="City">City of the company.</param>
/// <param name="Country">ISO 3166-1.</param>
public sealed record SearchHit(string Id, string Name, string City, string Country)
{
    /// <summary>The search result for an account.</summary>
    public static SearchHit Of(string organizationId, CustomerAccount account)
    {
        var company = account.Company;
        return new(organizationId, company.Name, company.Address.City, company.Address.Country);
    }

    /// <summary>The keys of all entries that lead to the organization.</summary>
    /// <param name="emails">The addresses of its members and contacts. Invalid ones are skipped.</param>
    public HashSet<string> EntriesWith(IEnumerable<string> emails) =>
    [
        SearchKeys.ByNumber + SearchKeys.Number(Id) + Id,
        .. SearchKeys.Names(Name).Select(key => $"{SearchKeys.ByName}{key}!{Id}"),
        .. emails.Select(email => EmailAddress.Parse(email).Value).OfType<EmailAddress>()
            .Select(email => SearchKeys.ByEmail + SearchKeys.Email(email) + Id),
    ];
}

/// <summary>A part that knows e-mail addresses of organizations registers one of these.</summary>
public interface ISearchedAddresses
{
    /// <summary>The e-mail addresses that this part knows of an organization, at most 1,000.</summary>
    Task<IEnumerable<string>> AddressesAsync(string organizationId, CancellationToken cancellationToken);
}
