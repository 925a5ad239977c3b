using System.Globalization;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Sales.Services;

/// <summary>409: the customer has decided already, or silence has.</summary>
public sealed record RecordDecided() : Failure(
    StatusCodes.Status409Conflict,
    "record-decided",
    "The performance record has been decided",
    "A performance record is accepted or disputed once, within 14 days; after that it counts as accepted. Its state shows the decision.");

/// <summary>409: the order has the highest number of these.</summary>
public sealed record TooManyOfThese(int Limit) : Failure(
    StatusCodes.Status409Conflict,
    "too-many-of-these",
    "The order has too many of these",
    string.Create(CultureInfo.InvariantCulture, $"An order may have {Limit} of these. Place another order for further work."));
