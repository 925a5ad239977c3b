using System.Text.Json.Nodes;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.Organizations;

/// <summary>422: accounts for companies outside Germany, Austria and Switzerland are made by sales (<c>seeds/000…</c>).</summary>
public sealed record CountryNotSelfService(Uri ContactForm) : Failure(
    StatusCodes.Status422UnprocessableEntity,
    "country-not-self-service",
    "This country has no self-service",
    "Companies in DE, AT and CH create their account here. For any other country, fill in the contact form at the address in contactForm.")
{
    protected override void Extend(JsonObject problem) => problem["contactForm"] = ContactForm.OriginalString;
}

/// <summary>422: the country of an account decides its tax rules and cannot be changed.</summary>
public sealed record CountryIsFixed() : Failure(
    StatusCodes.Status422UnprocessableEntity,
    "country-is-fixed",
    "The country of an account cannot be changed",
    "Tax ids, register and invoices depend on the country. Create another customer account for the company in the other country.");

/// <summary>422: the payment provider does not know the card token.</summary>
public sealed record CardTokenRefused() : Failure(
    StatusCodes.Status422UnprocessableEntity,
    "card-token-refused",
    "The card token is not valid",
    "The payment provider does not know the token in cardToken, or it has been used up. Have the card entered again and send the "
        + "new token.");
