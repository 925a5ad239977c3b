using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Sales.Catalog;

/// <summary>409: the fields that give a price its meaning cannot change.</summary>
public sealed record ProductIsFixed() : Failure(
    StatusCodes.Status409Conflict,
    "product-is-fixed",
    "This part of a product cannot be changed",
    "Kind, deployment, unit and interval of a product cannot be changed, because its prices depend on them. Create a new product, "
        + "and end this one with soldUntil.");

/// <summary>409: prices up to today have been offered to customers.</summary>
public sealed record PastPricesStay() : Failure(
    StatusCodes.Status409Conflict,
    "past-prices-stay",
    "Prices that have begun cannot be changed",
    "Send all prices whose validFrom is today or earlier unchanged. New prices need a validFrom of tomorrow or later.");
