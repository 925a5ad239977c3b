using Accounts.Customers.Organizations;
using Accounts.Relations.SubAccounts;

namespace Accounts.Billing.Charges;

/// <summary>
/// Who pays for an account: itself, or its main account when that gets a collective invoice (Sammelrechnung), or when the
/// account has no means of payment of its own. It is asked when a charge is made: who used it while it was so stays billed so.
/// </summary>
public sealed class Payers(SubAccountStore subAccounts, OrganizationStore organizations)
{
    /// <summary>The payer of what an account uses now. Two storage operations at the most beyond the account's own.</summary>
    public async Task<string> OfAsync(string organizationId, CancellationToken cancellationToken)
    {
        var place = await subAccounts.FindPlaceAsync(organizationId, cancellationToken);
        if (place.Value is not { IsLinked: true, MainId: { } mainId })
            return organizationId;
        if (await subAccounts.FindAsync(mainId, organizationId, cancellationToken) is { Value.CollectiveInvoice: true })
            return mainId;
        var account = await organizations.FindAccountAsync(organizationId, cancellationToken);
        return account?.Value.Payment.Method == PaymentMethod.MainAccount ? mainId : organizationId;
    }
}
