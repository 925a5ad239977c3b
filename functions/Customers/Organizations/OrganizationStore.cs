using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Customers.Organizations;

/// <summary>Organizations and their customer accounts.</summary>
public sealed class OrganizationStore(TableServiceClient tables)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    public static Stored<Organization> New(Organization organization) => Stored.New(OrganizationKeys.Organization, organization);

    public static Stored<CustomerAccount> NewAccount(CustomerAccount account) => Stored.New(OrganizationKeys.Account, account);

    public Task<Stored<Organization>?> FindAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Organization>(organizationId, OrganizationKeys.Organization, cancellationToken);

    public Task<Stored<CustomerAccount>?> FindAccountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<CustomerAccount>(organizationId, OrganizationKeys.Account, cancellationToken);
}
