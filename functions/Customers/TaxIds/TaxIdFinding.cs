namespace Accounts.Customers.TaxIds;

/// <summary>Where the check of a tax id stands after the register was asked.</summary>
/// <param name="Result">One of the constants.</param>
/// <param name="Reason">Why the register did not answer; its code.</param>
/// <param name="AskSoon">Whether asking again soon may help.</param>
public sealed record TaxIdFinding(string Result, string? Reason = null, bool AskSoon = false)
{
    /// <summary>The register knows the id; that and its evidence stand on the account.</summary>
    public const string Verified = "verified";

    /// <summary>The register says that there is no such id; that stands on the account.</summary>
    public const string Unverified = "unverified";

    /// <summary>The register said nothing.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The account does not have this id, or not any more.</summary>
    public const string Superseded = "superseded";
}
