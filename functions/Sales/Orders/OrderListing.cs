using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>An order in the list of all organizations' orders.</summary>
/// <param name="Id">The order.</param>
/// <param name="Customer">The company's name, as it was when the order was placed.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="State">State of the order.</param>
/// <param name="Licenses">State of its licenses; null when it has none.</param>
/// <param name="Services">State of its services; null when it has none.</param>
/// <param name="Net">Before tax.</param>
/// <param name="Gross">With tax, as far as it is decided.</param>
/// <param name="Since">Since when it is in this state and waits for the same reason, as far as the list knows.</param>
/// <param name="Account">State of its sub-account; null when it orders none.</param>
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
    /// <summary>The entry of an order.</summary>
    /// <param name="order">The order as it is now.</param>
    /// <param name="before">The earlier entry; null when there is none.</param>
    /// <param name="now">The time, which counts as the start of a new state.</param>
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
    /// Why a person must act: the customer's account at the vendor is not verified, licenses cannot be bought, or a team has no
    /// date yet. Null when nobody must.
    /// </summary>
    public OrderWait? WaitsFor => this switch
    {
        { State: OrderState.Cancelled or OrderState.Completed } => null,
        { Licenses: LicenseState.Failed } => OrderWait.LicensesFailed,
        { Licenses: LicenseState.AwaitingVerification } => OrderWait.Verification,
        { Services: ServiceState.Commissioned } => OrderWait.Appointment,
        _ => null,
    };
}

/// <summary>What an order waits for that a person must do.</summary>
public enum OrderWait
{
    /// <summary>The technical contact must verify its account at the vendor.</summary>
    Verification,

    /// <summary>The vendor permanently refuses the purchase.</summary>
    LicensesFailed,

    /// <summary>A team must agree on a date with the customer.</summary>
    Appointment,
}
