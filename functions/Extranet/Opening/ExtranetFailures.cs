using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Extranet.Opening;

/// <summary>409: nobody asked for the extranet, or it was ended.</summary>
public sealed record ExtranetNotOpen() : Failure(
    StatusCodes.Status409Conflict,
    "extranet-not-open",
    "The extranet is not open",
    "The organization has no open extranet. A legal representative or an admin can open it under extranet.");

/// <summary>409: the limit of such items is reached.</summary>
public sealed record ExtranetFull(int Limit) : Failure(
    StatusCodes.Status409Conflict,
    "extranet-full",
    "The limit is reached",
    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"There may be at most {Limit} of these."));
