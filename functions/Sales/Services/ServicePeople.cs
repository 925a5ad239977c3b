using Accounts.Customers.Contacts;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Services;

/// <summary>
/// The people involved in the services of an order: the teams as they were when it was placed, and the customer's main contact as
/// it is now.
/// </summary>
public sealed class ServicePeople(OrderStore orders, ContactStore contacts)
{
    /// <summary>The language of the provider's own staff.</summary>
    public const Language TeamLanguage = Language.German;

    public async Task<Stored<Order>> OrderAsync(string orderId, CancellationToken cancellationToken) =>
        await orders.FindAsync(OrderId.Parse(orderId)!, cancellationToken)
            ?? throw new InvalidOperationException("Orders are never deleted.");

    /// <summary>The teams, each once, in the order of the lines.</summary>
    public async Task<IReadOnlyList<Team>> TeamsAsync(string orderId, CancellationToken cancellationToken) =>
        [.. (await orders.LinesAsync(OrderId.Parse(orderId)!, cancellationToken)).Select(line => line.Team).OfType<Team>().Distinct()];

    /// <summary>The work of a team, one text per line.</summary>
    public async Task<IReadOnlyList<string>> WorkOfAsync(string orderId, Team team, CancellationToken cancellationToken) =>
        [.. (await orders.LinesAsync(OrderId.Parse(orderId)!, cancellationToken)).Where(line => line.Team == team).Select(line =>
            $"{DocumentFormat.Quantity(line.Quantity, TeamLanguage)} "
                + $"{DocumentFormat.UnitName(line.Unit, line.Quantity, TeamLanguage)} {line.Name.In(TeamLanguage)} ({line.Sku})")];

    /// <summary>The customer's main contact.</summary>
    public async Task<CustomerContact> CustomerAsync(string orderId, CancellationToken cancellationToken)
    {
        var contact = (await contacts.FindAsync(OrderId.Parse(orderId)!.OrganizationId, Contact.MainId, cancellationToken))?.Value
            ?? throw new InvalidOperationException("An organization always has its main contact.");
        return new CustomerContact($"{contact.FirstName} {contact.LastName}", contact.Email, contact.Phone, contact.Language);
    }
}

/// <summary>The customer's main contact.</summary>
public sealed record CustomerContact(string Name, string Email, string? Phone, Language Language);
