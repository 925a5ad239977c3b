using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Customers.TaxIds;

/// <summary>
/// Writes the results of tax id checks to accounts. The account's version stays, because it counts only changes by users.
/// </summary>
public sealed class TaxIdResults(OrganizationStore organizations, OrganizationChanges changes)
{
    /// <summary>Writes a result, if the account still has the id.</summary>
    /// <param name="organizationId">The organization of the account.</param>
    /// <param name="vatId">The id that the change is about.</param>
    /// <param name="change">Makes the account after the change; an equal account is not written.</param>
    /// <param name="cancellationToken">Cancels the step.</param>
    /// <returns>False when the account does not have this id.</returns>
    public async Task<bool> TryWriteAsync(
        string organizationId, string vatId, Func<CustomerAccount, CustomerAccount> change, CancellationToken cancellationToken)
    {
        var written = await changes.RunAsync<Done>(
            async () =>
            {
                if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } account
                    || account.Value.VatId != vatId)
                    return new NotFound();
                var changed = change(account.Value);
                if (changed == account.Value)
                    return Done.It;
                var happened = new AuditEvent(AuditAction.TaxIdChecked, Actor.System).With(
                    "taxIdStatus", EnumNames.Of(changed.TaxIdStatus!.Value));
                return new AuditedChange(organizationId, happened).Replace(account, changed).Gives(Done.It);
            },
            cancellationToken);
        return written.Failure is not NotFound && written.OrTryLater() is not null;
    }
}
