using Accounts.Access.Rights;

namespace Accounts.Customers.Invitations;

/// <summary>What a partner asks a customer for. It is part of the invitation, and stays as it was asked.</summary>
/// <param name="CompanyName">What the partner calls the customer.</param>
/// <param name="Grants">The accesses asked for.</param>
/// <param name="AutoExtend">Whether they are to be prolonged by six months when they end.</param>
/// <param name="Message">What the partner writes to it; may have several lines.</param>
public sealed record CustomerRequest(string CompanyName, IReadOnlyList<Grant> Grants, bool AutoExtend, string? Message)
{
    /// <summary>By content: an invitation that was read again is the one that was written.</summary>
    public bool Equals(CustomerRequest? other) => other is not null
        && CompanyName == other.CompanyName
            && AutoExtend == other.AutoExtend
            && Message == other.Message
            && Grants.SequenceEqual(other.Grants);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(CompanyName, Grants.Count, AutoExtend, Message);
}
