using Accounts.Customers.Members;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>
/// Protects an address that somebody typed from a flood of mails. Addresses that members of the organization have verified are not
/// limited. Any other address has a daily limit, which its invitations count towards as well.
/// </summary>
public sealed class TypedAddresses(UserDirectory directory, MemberStore members, MailQuota quota)
{
    /// <summary>Whether a mail may be sent to this address.</summary>
    /// <param name="organizationId">The organization that sends it.</param>
    /// <param name="address">The receiver's address.</param>
    /// <param name="mail">Name of the mail, or of a group of mails. A repeated call with the same name does not count again.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<bool> MayMailAsync(string organizationId, string address, string mail, CancellationToken cancellationToken)
    {
        if (EmailAddress.Parse(address).Value is not { } email)
            return false;
        if (await directory.FindAsync(email.Key, cancellationToken) is { } user
            && await members.FindAsync(organizationId, user.UserId, cancellationToken) is not null)
            return true;
        return await quota.TakeAsync(email.Key, mail, cancellationToken) is null;
    }
}
