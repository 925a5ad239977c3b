using Accounts.Platform;
using Microsoft.AspNetCore.Http;

namespace Accounts.Members;

/// <summary>409: an organization never is without a legal representative.</summary>
public sealed record LastLegalRepresentative() : Failure(
    StatusCodes.Status409Conflict,
    "last-legal-representative",
    "The last legal representative stays",
    "Make another member legal representative first; then this one can be changed or removed.");

/// <summary>403: an admin reached for a legal representative's role.</summary>
public sealed record OnlyLegalRepresentatives() : Failure(
    StatusCodes.Status403Forbidden,
    "only-legal-representatives",
    "Only legal representatives may do this",
    "Only a legal representative can give or take the role legalRepresentative, or remove a member who has it.");
