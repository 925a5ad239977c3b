using Accounts.Access.Rights;

namespace Accounts.Customers.Invitations;

/// <summary>What a partner asks a customer for. It is part of the invitation and never changes.</summary>
/// <param name="CompanyName">The partner's name for the customer.</param>
/// <param name="Grants">The accesses asked for.</param>
/// <param name="AutoExtend">Whether the accesses are extended by six months when they end.</param>
/// <param name="Message">The partner's message to the customer; may have several lines.</param>
public sealed record CustomerRequest(string CompanyName, IReadOnlyList<Grant> Grants, bool AutoExtend, string? Message)
{
    /// <summary>Compares by content: an invitation that is read again equals the one that was written.</summary>
    public bool Equals(CustomerRequest? other) => other is not null
        && CompanyName == other.CompanyName
            && AutoExtend == other.AutoExtend
            && Message == other.Message
            && Grants.SequenceEqual(other.Grants);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(CompanyName, Grants.Count, AutoExtend, Message);
}
