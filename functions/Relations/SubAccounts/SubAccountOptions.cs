using System.ComponentModel.DataAnnotations;

namespace Accounts.Relations.SubAccounts;

/// <summary>Section <c>SubAccounts</c>.</summary>
public sealed class SubAccountOptions
{
    /// <summary>
    /// How many customer numbers an organization may ask for per day, and how many a person, in whatever organizations: enough
    /// for a company with many locations, too few to try out the nine million.
    /// </summary>
    [Range(1, 300, ErrorMessage = "Set SubAccounts:MaxAskedPerDay to a number from 1 to 300.")]
    public int MaxAskedPerDay { get; set; } = 100;

    /// <summary>How many sub-accounts an organization may order per day; each order writes to an address that the form names.</summary>
    [Range(1, 300, ErrorMessage = "Set SubAccounts:MaxOrderedPerDay to a number from 1 to 300.")]
    public int MaxOrderedPerDay { get; set; } = 100;
}
