using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;

namespace Accounts.Sales.Orders;

/// <summary>
/// Where the mails about an order go. The form contains unverified addresses: when one of them has reached its daily mail limit,
/// the mails go to the customer. Every order can be read in the portal, so that an order without a mail is not lost.
/// </summary>
public sealed class OrderReceivers(TypedAddresses addresses, ContactStore contacts, MemberStore members)
{
    /// <summary>
    /// The first address that may be mailed to: that in the form, the main contact's, or that of the user who placed the order. Null
    /// when there is none.
    /// </summary>
    public async Task<string?> CustomerAsync(Order order, CancellationToken cancellationToken)
    {
        var organizationId = OrganizationOf(order);
        if (await MayMailAsync(order, order.Recipient.Email, cancellationToken))
            return order.Recipient.Email;
        var main = await contacts.FindAsync(organizationId, Contact.MainId, cancellationToken);
        return main is { Value.Email: var email }
            ? await MainContactAsync(order, email, cancellationToken)
            : await OwnAsync(order, cancellationToken);
    }

    /// <summary>The main contact's address, or that of the user who placed the order; null when neither may be mailed to.</summary>
    public async Task<string?> MainContactAsync(Order order, string mainContact, CancellationToken cancellationToken) =>
        await MayMailAsync(order, mainContact, cancellationToken) ? mainContact : await OwnAsync(order, cancellationToken);

    /// <summary>Whether the technical contact gets our mails.</summary>
    public async Task<bool> IncludesTechnicalContactAsync(Order order, CancellationToken cancellationToken) =>
        order.TechnicalContact is not { } contact || await MayMailAsync(order, contact.Email, cancellationToken);

    private async Task<bool> MayMailAsync(Order order, string address, CancellationToken cancellationToken)
    {
        // Mostly users have an order confirmed to their own address, and they may not have opened the portal yet.
        var placedBy = await members.FindAsync(OrganizationOf(order), order.PlacedBy, cancellationToken);
        return string.Equals(placedBy?.Value.Email, address, StringComparison.OrdinalIgnoreCase)
            || await addresses.MayMailAsync(OrganizationOf(order), address, "order-" + order.Id, cancellationToken);
    }

    // Of the user who placed it, or of a legal representative: that user may be a member of the main account, or may have left since.
    private async Task<string?> OwnAsync(Order order, CancellationToken cancellationToken) =>
        (await members.FindAsync(OrganizationOf(order), order.PlacedBy, cancellationToken))?.Value.Email
        ?? (await members.LegalRepresentativesAsync(OrganizationOf(order), cancellationToken) is [var first, ..] ? first.Email : null);

    private static string OrganizationOf(Order order) => OrderId.Parse(order.Id)!.OrganizationId;
}
