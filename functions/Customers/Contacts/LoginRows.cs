using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Customers.Contacts;

/// <summary>The logins in the rows of contacts, which follow the end of their invitations and the removal of their members.</summary>
public sealed class LoginRows(ContactStore contacts) : IInvitedLogins, IMemberRemoval
{
    /// <inheritdoc />
    public async Task<InvitedLogin?> FindAsync(string organizationId, Invitation ended, CancellationToken cancellationToken) =>
        await contacts.FindAsync(organizationId, ended.ContactId!, cancellationToken) is { Value.Login: { } login } contact
            && login.InvitationId == ended.Id
            ? new InvitedLogin(
                login.AsMember(contact.Value.Id), Writes.Put(organizationId, contact with { Value = contact.Value.Follow(ended) }))
            : null;

    /// <inheritdoc />
    public async Task<TableTransactionAction?> WithAsync(string organizationId, Member removed, CancellationToken cancellationToken) =>
        removed.Login is { } login && await contacts.FindAsync(organizationId, login.ContactId, cancellationToken) is { } contact
            ? Writes.Put(organizationId, contact with { Value = contact.Value with { Login = null } })
            : null;
}
