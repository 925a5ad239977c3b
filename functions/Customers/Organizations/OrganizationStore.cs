using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Customers.Organizations;

/// <summary>Organizations and their customer accounts.</summary>
public sealed class OrganizationStore(TableServiceClient tables, AuditLog audit)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>The row of a new container.</summary>
    public static Stored<Organization> New(Organization organization) => Stored.New(OrganizationKeys.Organization, organization);

    /// <summary>The row of its commercial side.</summary>
    public static Stored<CustomerAccount> NewAccount(CustomerAccount account) => Stored.New(OrganizationKeys.Account, account);

    /// <summary>The container; null when there is none.</summary>
    public Task<Stored<Organization>?> FindAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Organization>(organizationId, OrganizationKeys.Organization, cancellationToken);

    /// <summary>Its commercial side; null when there is none.</summary>
    public Task<Stored<CustomerAccount>?> FindAccountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<CustomerAccount>(organizationId, OrganizationKeys.Account, cancellationToken);

    /// <summary>Writes the container alone.</summary>
    /// <param name="organization">The new one, with the tag of the one it replaces.</param>
    /// <param name="happened">What the change is called.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when it has changed meanwhile.</returns>
    public async Task<bool> TryChangeAsync(Stored<Organization> organization, AuditEvent happened, CancellationToken cancellationToken)
    {
        var row = Rows.Row(organization.Value.Id, organization.RowKey, organization.Value);
        try
        {
            await audit.CommitAsync(organization.Value.Id, [new(TableTransactionActionType.UpdateReplace, row, organization.Tag)], happened, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    }
}
