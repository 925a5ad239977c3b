using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;

namespace Accounts.Sales.Orders;

/// <summary>
/// Where the mails about an order go. Its form names addresses that nobody has verified: when one of them has had its mails
/// of the day, they go to the customer.
/// </summary>
public sealed class OrderReceivers(TypedAddresses addresses, ContactStore contacts, MemberStore members)
{
    /// <summary>The first of the address in the form, the main contact's, and that of who placed the order that may be mailed to.</summary>
    public async Task<string> CustomerAsync(Order order, CancellationToken cancellationToken)
    {
        var organizationId = OrganizationOf(order);
        if (await MayMailAsync(order, order.Recipient.Email, cancellationToken))
            return order.Recipient.Email;
        var main = await contacts.FindAsync(organizationId, Contact.MainId, cancellationToken);
        return main is { Value.Email: var email } && await MayMailAsync(order, email, cancellationToken)
            ? email
            : await OwnAsync(order, cancellationToken) ?? order.Recipient.Email;
    }

    /// <summary>The main contact's address, or that of who placed the order.</summary>
    public async Task<string> MainContactAsync(Order order, string mainContact, CancellationToken cancellationToken) =>
        await MayMailAsync(order, mainContact, cancellationToken) ? mainContact : await OwnAsync(order, cancellationToken) ?? mainContact;

    /// <summary>Whether the technical contact gets mails of ours; the customer gets them in any case.</summary>
    public async Task<bool> IncludesTechnicalContactAsync(Order order, CancellationToken cancellationToken) =>
        order.TechnicalContact is not { } contact || await MayMailAsync(order, contact.Email, cancellationToken);

    private async Task<bool> MayMailAsync(Order order, string address, CancellationToken cancellationToken)
    {
        // Who places an order and has it confirmed to themselves is the common case, and may not have opened the portal yet.
        var placedBy = await members.FindAsync(OrganizationOf(order), order.PlacedBy, cancellationToken);
        return string.Equals(placedBy?.Value.Email, address, StringComparison.OrdinalIgnoreCase)
            || await addresses.MayMailAsync(OrganizationOf(order), address, "order-" + order.Id, cancellationToken);
    }

    // Of who placed it, or of a legal representative: somebody of the main account may have placed it, or left since.
    private async Task<string?> OwnAsync(Order order, CancellationToken cancellationToken) =>
        (await members.FindAsync(OrganizationOf(order), order.PlacedBy, cancellationToken))?.Value.Email
        ?? (await members.LegalRepresentativesAsync(OrganizationOf(order), cancellationToken) is [var first, ..] ? first.Email : null);

    private static string OrganizationOf(Order order) => OrderId.Parse(order.Id)!.OrganizationId;
}
