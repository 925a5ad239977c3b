using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.Search;

/// <summary><c>GET /organizations?q=</c>: operators find an account by its number, its name or somebody's e-mail address.</summary>
public sealed class FindOrganizations(OrganizationSearch search)
{
    [Function(nameof(FindOrganizations))]
    [Allow(Who.Operator)]
    [Operation(
        "Find organizations",
        Description = "By the first digits of the customer number, by the beginning of any word of the name, or by the whole e-mail "
            + "address of a member or a contact, in upper or lower case. Sorted by the number, name or address that matches. A page "
            + "with a nextCursor may have fewer entries than limit. Changes are found within seconds.",
        Gives = typeof(PageView<FoundOrganization>),
        Pages = true)]
    [Query("q", typeof(string), "What to search for, 2 to 120 characters; by default all organizations, by number.")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        var query = SearchQuery.All;
        if (request.Query.TryGetValue("q", out var typed) && !SearchQuery.From(typed.ToString()).Succeeded(out query, out failure))
            return failure;
        var found = await search.ListAsync(query, page, cancellationToken);
        var shown = found with { Items = [.. found.Items.Where(item => query.IsFirst(item.RowKey, item.Value))] };
        return Answer.Ok(shown.Show(FoundOrganization.Of));
    }
}

/// <summary>An organization that was found.</summary>
/// <param name="Id">The organization.</param>
/// <param name="CustomerNumber">Its customer number.</param>
/// <param name="Name">The company's name.</param>
/// <param name="City">City of the company.</param>
/// <param name="Country">ISO 3166-1.</param>
/// <param name="Links">Link to the organization.</param>
public sealed record FoundOrganization(
    string Id, string CustomerNumber, string Name, string City, string Country, FoundOrganizationLinks Links)
{
    public static FoundOrganization Of(SearchHit hit) =>
        new(hit.Id, CustomerNumber: hit.Id, hit.Name, hit.City, hit.Country, new("/api/organizations/" + hit.Id));
}

/// <summary>Links of a found organization.</summary>
/// <param name="Organization">The organization.</param>
public sealed record FoundOrganizationLinks(string Organization);
