namespace Accounts.Customers.TaxIds;

/// <summary>The state of a tax id check after the register was asked.</summary>
/// <param name="Result">One of the constants.</param>
/// <param name="Reason">Why the register did not answer; its code.</param>
/// <param name="AskSoon">Whether asking again soon may help.</param>
public sealed record TaxIdFinding(string Result, string? Reason = null, bool AskSoon = false)
{
    /// <summary>The register knows the id. The account has this and the evidence.</summary>
    public const string Verified = "verified";

    /// <summary>The register says that there is no such id. The account has this.</summary>
    public const string Unverified = "unverified";

    /// <summary>The register said nothing.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The account does not have this id, or no longer has it.</summary>
    public const string Superseded = "superseded";
}
