using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.Members;

/// <summary>409: an organization is never without a legal representative.</summary>
public sealed record LastLegalRepresentative() : Failure(
    StatusCodes.Status409Conflict,
    "last-legal-representative",
    "The last legal representative stays",
    "Make another member legal representative first; then this one can be changed or removed.");

/// <summary>409: this member's rights are the permissions of a contact's login.</summary>
public sealed record MemberByLogin() : Failure(
    StatusCodes.Status409Conflict,
    "member-by-login",
    "The permissions of a contact's login decide",
    "This member joined through the login of a contact and has its permissions instead of a role. Change them on the contact named in "
        + "contactId, or remove the member and invite them with a role.");

/// <summary>403: an admin tried to give or take the role of a legal representative.</summary>
public sealed record OnlyLegalRepresentatives() : Failure(
    StatusCodes.Status403Forbidden,
    "only-legal-representatives",
    "Only legal representatives may do this",
    "Only a legal representative can give or take the role legalRepresentative, or remove a member who has it.");
