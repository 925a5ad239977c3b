using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Extranet.Opening;

/// <summary>409: nobody asked for the extranet, or it was ended.</summary>
public sealed record ExtranetNotOpen() : Failure(
    StatusCodes.Status409Conflict,
    "extranet-not-open",
    "The extranet is not open",
    "The organization has no extranet at present. Its legal representative or an admin asks for it under extranet; it is open at once.");

/// <summary>409: the limit of such items is reached.</summary>
public sealed record ExtranetFull(int Limit) : Failure(
    StatusCodes.Status409Conflict,
    "extranet-full",
    "Too many of these",
    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"There may be {Limit} of these at the most."));
