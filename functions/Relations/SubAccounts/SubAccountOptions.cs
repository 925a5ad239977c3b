using System.ComponentModel.DataAnnotations;

namespace Accounts.Relations.SubAccounts;

/// <summary>Section <c>SubAccounts</c>.</summary>
public sealed class SubAccountOptions
{
    /// <summary>
    /// How many customer numbers an organization may ask for per day, and how many one user may, over all organizations. Enough
    /// for a company with many locations, too few to try out all nine million numbers.
    /// </summary>
    [Range(1, 300, ErrorMessage = "Set SubAccounts:MaxAskedPerDay to a number from 1 to 300.")]
    public int MaxAskedPerDay { get; set; } = 100;

    /// <summary>How many sub-accounts an organization may order per day; each order sends a mail to an address from the form.</summary>
    [Range(1, 300, ErrorMessage = "Set SubAccounts:MaxOrderedPerDay to a number from 1 to 300.")]
    public int MaxOrderedPerDay { get; set; } = 100;
}
