using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>An order as the list of all organizations' orders has it.</summary>
/// <param name="Id">The order.</param>
/// <param name="Customer">The company's name, as it was when the order was placed.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Licenses">Where its licenses stand; null when it has none.</param>
/// <param name="Services">Where its services stand; null when it has none.</param>
/// <param name="Net">Before tax.</param>
/// <param name="Gross">With tax, as far as it is decided.</param>
/// <param name="Since">Since when it is in this state, and waits for what it waits for, as the list came to know it.</param>
/// <param name="Account">Where its sub-account stands; null when it makes none.</param>
public sealed record OrderListing(
    string Id,
    string Customer,
    DateTimeOffset PlacedAt,
    OrderState State,
    LicenseState? Licenses,
    ServiceState? Services,
    Money Net,
    Money Gross,
    DateTimeOffset Since,
    AccountState? Account = null)
{
    /// <summary>What an order is listed as.</summary>
    /// <param name="order">The order as it is.</param>
    /// <param name="before">How it was listed; null when it was not.</param>
    /// <param name="now">The time, since when it stands so if it stood otherwise before.</param>
    public static OrderListing Of(Order order, OrderListing? before, DateTimeOffset now)
    {
        var listing = new OrderListing(
            order.Id,
            order.Customer.Company.Name,
            order.PlacedAt,
            order.State,
            order.Licenses,
            order.Services,
            new Money(order.Totals.Net, order.Totals.Currency),
            new Money(order.Totals.Gross, order.Totals.Currency),
            before?.Since ?? order.PlacedAt,
            order.AccountState);
        var stands = before is null || (before.State, before.WaitsFor) == (listing.State, listing.WaitsFor);
        return stands ? listing : listing with { Since = now };
    }

    /// <summary>
    /// Why a person is to see to it: the customer's account at the vendor is not verified, licenses cannot be bought, or a team
    /// has no date yet. Null when nobody is.
    /// </summary>
    public OrderWait? WaitsFor => this switch
    {
        { State: OrderState.Cancelled } => null,
        { Licenses: LicenseState.Failed } => OrderWait.LicensesFailed,
        { Licenses: LicenseState.AwaitingVerification } => OrderWait.Verification,
        { Services: ServiceState.Commissioned } => OrderWait.Appointment,
        _ => null,
    };
}

/// <summary>What an order waits for that a person is to do.</summary>
public enum OrderWait
{
    /// <summary>The technical contact is to verify its account at the vendor.</summary>
    Verification,

    /// <summary>The vendor refuses the purchase for good.</summary>
    LicensesFailed,

    /// <summary>A team is to agree on a date with the customer.</summary>
    Appointment,
}
