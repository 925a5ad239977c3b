using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Platform.Storage;

namespace Accounts.Customers.Contacts;

/// <summary>The logins in the rows of contacts. They change when their invitations end and when their members are removed.</summary>
public sealed class LoginRows(ContactStore contacts) : IInvitedLogins, IMemberRemoval
{
    /// <inheritdoc />
    public async Task<InvitedLogin?> FindAsync(string organizationId, Invitation ended, CancellationToken cancellationToken) =>
        await contacts.FindAsync(organizationId, ended.ContactId!, cancellationToken) is { Value.Login: { } login } contact
            && login.InvitationId == ended.Id
            ? new InvitedLogin(login.AsMember(contact.Value.Id), change => change.Replace(contact, contact.Value.Follow(ended)))
            : null;

    /// <inheritdoc />
    public async Task AddToAsync(ChangeSet change, Member removed, CancellationToken cancellationToken)
    {
        if (removed.Login is { } login && await contacts.FindAsync(change.PartitionKey, login.ContactId, cancellationToken) is { } contact)
            change.Replace(contact, contact.Value with { Login = null });
    }
}
