using Accounts.Customers.Organizations;
using Accounts.Relations.SubAccounts;

namespace Accounts.Billing.Charges;

/// <summary>
/// Decides who pays for an account: its main account if that gets a collective invoice (Sammelrechnung) for it or if the account has no
/// payment method of its own, otherwise the account itself. The payer is decided when a charge is made; existing charges keep theirs.
/// </summary>
public sealed class Payers(SubAccountStore subAccounts, OrganizationStore organizations)
{
    /// <summary>
    /// The account that pays for what an account uses now. At most two storage operations, besides reading the account itself.
    /// </summary>
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
