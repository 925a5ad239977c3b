using System.ComponentModel.DataAnnotations;

namespace Accounts.Customers.Organizations;

/// <summary>Section <c>SelfService</c>: what users may do without sales.</summary>
public sealed class SelfServiceOptions
{
    /// <summary>
    /// How many customer accounts a user may open per day; 0 for none. Users may work for more than one company, but each account brings
    /// its own quotas, for example of invitations.
    /// </summary>
    [Range(0, 300, ErrorMessage = "Set SelfService:MaxAccountsPerUserAndDay to a number from 0 to 300.")]
    public int MaxAccountsPerUserAndDay { get; set; } = 3;
}
