using Accounts.Customers.Organizations;
using Accounts.Platform.Values;

namespace Accounts.Customers.Search;

/// <summary>An organization as a search shows it.</summary>
/// <param name="Id">The organization.</param>
/// <param name="Name">The company's name.</param>
/// <param name="City">Where it is.</param>
/// <param name="Country">ISO 3166-1.</param>
public sealed record SearchHit(string Id, string Name, string City, string Country)
{
    /// <summary>What an account is shown by.</summary>
    public static SearchHit Of(string organizationId, CustomerAccount account)
    {
        var company = account.Company;
        return new(organizationId, company.Name, company.Address.City, company.Address.Country);
    }

    /// <summary>The keys of all entries that lead to it.</summary>
    /// <param name="emails">The addresses of its people; what is none is passed over.</param>
    public HashSet<string> EntriesWith(IEnumerable<string> emails) =>
    [
        SearchKeys.ByNumber + SearchKeys.Number(Id) + Id,
        .. SearchKeys.Names(Name).Select(key => $"{SearchKeys.ByName}{key}!{Id}"),
        .. emails.Select(email => EmailAddress.Parse(email).Value).OfType<EmailAddress>()
            .Select(email => SearchKeys.ByEmail + SearchKeys.Email(email) + Id),
    ];
}

/// <summary>A part that knows addresses which an organization is found by registers one of these.</summary>
public interface ISearchedAddresses
{
    /// <summary>The e-mail addresses that this part knows of an organization, 1,000 at the most.</summary>
    Task<IEnumerable<string>> AddressesAsync(string organizationId, CancellationToken cancellationToken);
}
