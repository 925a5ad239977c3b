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

    /// <summary>The container; null when there is none.</summary>
    public Task<Stored<Organization>?> FindAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Organization>(organizationId, OrganizationKeys.Organization, cancellationToken);

    /// <summary>Its commercial side; null when there is none.</summary>
    public Task<Stored<CustomerAccount>?> FindAccountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<CustomerAccount>(organizationId, OrganizationKeys.Account, cancellationToken);

    /// <summary>Writes what is known of a tax id, as long as the account has it. The account's version stays: it counts the changes of users.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="vatId">The id that the change is about.</param>
    /// <param name="change">The account afterwards; an equal one is not written.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when the account does not have this id.</returns>
    public async Task<bool> TryChangeTaxIdStatusAsync(
        string organizationId, string vatId, Func<CustomerAccount, CustomerAccount> change, CancellationToken cancellationToken)
    {
        while (await FindAccountAsync(organizationId, cancellationToken) is { } account && account.Value.VatId == vatId)
        {
            var changed = account with { Value = change(account.Value) };
            // False means that somebody else got ahead, so this ends.
            if (changed == account || await TryChangeAsync(organizationId, changed, null, [], Checked(changed.Value), cancellationToken))
                return true;
        }

        return false;
    }

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

    private static AuditEvent Checked(CustomerAccount account) =>
        new AuditEvent(AuditAction.TaxIdChecked, Actor.System).With("taxIdStatus", EnumNames.Of(account.TaxIdStatus!.Value));

    /// <summary>Writes the account with what follows from it, all or nothing.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="account">The new account, with the tag of the one it replaces.</param>
    /// <param name="organization">The container, when its name changes.</param>
    /// <param name="followers">The writes of what other parts change with it.</param>
    /// <param name="happened">What the change is called.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when one of the rows has changed meanwhile; nothing was written.</returns>
    public async Task<bool> TryChangeAsync(
        string organizationId,
        Stored<CustomerAccount> account,
        Stored<Organization>? organization,
        IEnumerable<TableTransactionAction> followers,
        AuditEvent happened,
        CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions = [Replace(account)];
        if (organization is not null)
            actions.Add(Replace(organization));
        actions.AddRange(followers);
        try
        {
            await audit.CommitAsync(organizationId, actions, happened, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }

        TableTransactionAction Replace<T>(Stored<T> stored) =>
            new(TableTransactionActionType.UpdateReplace, Rows.Row(organizationId, stored.RowKey, stored.Value), stored.Tag);
    }
}
