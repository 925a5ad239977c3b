using Accounts.Access;
using Accounts.Customers.Contacts;
using Accounts.Customers.Members;

namespace Accounts.Relations.Partners;

/// <summary>Who receives the mails on a partnership. It may last longer than anybody stays with a company.</summary>
public sealed class PartnershipReceivers(MemberStore members, ContactStore contacts)
{
    /// <summary>
    /// The user who decided, while they are legal representative or admin of the organization; otherwise its main contact.
    /// </summary>
    public async Task<Representative?> FindAsync(string organizationId, Representative decided, CancellationToken cancellationToken)
    {
        var found = await members.FindAsync(organizationId, decided.UserId, cancellationToken);
        if (found is { Value: { Login: null, Role: Role.LegalRepresentative or Role.Admin } member })
            return decided with { Name = member.Name ?? decided.Name, Email = member.Email };
        return await contacts.FindAsync(organizationId, Contact.MainId, cancellationToken) is { Value: var main }
            ? new Representative(UserId: "", main.FirstName is null ? null : $"{main.FirstName} {main.LastName}", main.Email, main.Language)
            : null;
    }
}
