using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Sales.Orders;

/// <summary>409: too late to cancel licenses.</summary>
public sealed record LicensesBought() : Failure(
    StatusCodes.Status409Conflict,
    "licenses-bought",
    "The purchase of the licenses has started",
    "Licenses can be cancelled until their purchase at the vendor starts; after that they belong to the customer. Ask our sales team "
        + "what can still be done.");

/// <summary>409: too late to cancel services.</summary>
public sealed record WorkRecorded() : Failure(
    StatusCodes.Status409Conflict,
    "work-recorded",
    "Work on this order has been recorded",
    "Services can be cancelled until work on them is recorded. Agree with the team when the work ends.");

/// <summary>409: too late to cancel a sub-account.</summary>
public sealed record AccountActivated() : Failure(
    StatusCodes.Status409Conflict,
    "account-activated",
    "The sub-account of this order is set up",
    "A sub-account can be cancelled until it is set up. To stop its recurring charges, cancel the subscriptions.");

/// <summary>409: the state of the order does not allow this.</summary>
public sealed record OrderNotInState() : Failure(
    StatusCodes.Status409Conflict,
    "order-not-in-state",
    "The state of the order does not allow this",
    "Read the order: its timeline shows its state. It may have no such part, or this step is already past.");

/// <summary>409: orders of a cancelled account would be paid by its main account.</summary>
public sealed record AccountCancelled() : Failure(
    StatusCodes.Status409Conflict,
    "account-cancelled",
    "The account was cancelled before it was set up",
    "Its main account has cancelled it, so nothing can be ordered for it. The main account can order another one.");

/// <summary>409: the card cannot be charged.</summary>
public sealed record CardExpired() : Failure(
    StatusCodes.Status409Conflict,
    "card-expired",
    "The payment card has expired",
    "This account pays by a card that has expired. Add another card or choose payment by invoice, then order again.");
