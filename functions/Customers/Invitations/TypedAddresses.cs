using Accounts.Customers.Members;
using Accounts.Platform.Values;

namespace Accounts.Customers.Invitations;

/// <summary>
/// Keeps an organization from flooding an address that somebody typed. Those that its members have verified are its own; any
/// other gets as many mails a day as it gets invitations, both counted together.
/// </summary>
public sealed class TypedAddresses(UserDirectory directory, MemberStore members, MailQuota quota)
{
    /// <summary>Whether a mail may go there.</summary>
    /// <param name="organizationId">On whose behalf.</param>
    /// <param name="address">Where to.</param>
    /// <param name="mail">Names the mail, or all that belong together; asked for again, it does not count again.</param>
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
