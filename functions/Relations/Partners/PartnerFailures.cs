using System.Globalization;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Relations.Partners;

/// <summary>403: only partners manage customers.</summary>
public sealed record PartnerStatusRequired() : Failure(
    StatusCodes.Status403Forbidden,
    "partner-status-required",
    "Partner status is required",
    "This organization is not a partner, so it cannot add customers. The provider grants partner status on request.");

/// <summary>409: the organization that asked is no longer a partner.</summary>
public sealed record PartnerStatusLost() : Failure(
    StatusCodes.Status409Conflict,
    "partner-status-lost",
    "The organization that asks is not currently a partner",
    "Accesses can be granted only to partners of the provider. Decline the request, or wait until the organization is a partner again.");

/// <summary>409: a partner is not its own customer.</summary>
public sealed record OwnCustomer() : Failure(
    StatusCodes.Status409Conflict,
    "own-customer",
    "A partner cannot be its own customer",
    "The request was sent by this organization itself. In organizationId, send another organization whose legal representative you "
        + "are, or send account for a new one.");

/// <summary>409: the two are partner and customer already.</summary>
public sealed record AlreadyCustomer() : Failure(
    StatusCodes.Status409Conflict,
    "already-customer",
    "Already a customer of this partner",
    "The organization is already a customer of this partner. Decline this request; a legal representative can change the grants in "
        + "the list of partners.");

/// <summary>409: every partner makes the access check of the customer slower.</summary>
public sealed record TooManyPartners(int Limit) : Failure(
    StatusCodes.Status409Conflict,
    "too-many-partners",
    "Too many partners",
    string.Create(CultureInfo.InvariantCulture, $"An organization may have {Limit} partners at a time. End another partnership first."));

/// <summary>410: there is nothing left to review or to change.</summary>
public sealed record PartnershipEnded() : Failure(
    StatusCodes.Status410Gone,
    "partnership-ended",
    "The partnership has ended",
    "The partnership has ended, or the request was not accepted. Send a new request to begin another one.");

/// <summary>409: the customer has not decided yet.</summary>
public sealed record CustomerNotDecided() : Failure(
    StatusCodes.Status409Conflict,
    "customer-not-decided",
    "The customer has not decided yet",
    "The review is possible after the customer has accepted the request.");
