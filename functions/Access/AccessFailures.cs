using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Access;

/// <summary>401: no token, or no valid one. The reason says only what helps an honest caller.</summary>
public sealed record Unauthenticated(string Reason) : Failure(
    StatusCodes.Status401Unauthorized,
    "unauthenticated",
    "A valid token is required",
    Reason)
{
    /// <summary>No Authorization header.</summary>
    public static Unauthenticated Missing { get; } = new("Send an access token of the configured issuer as Authorization: Bearer.");

    /// <summary>A webhook without a valid signature from the last minutes.</summary>
    public static Unauthenticated Webhook { get; } = new(
        "The message must be signed according to the Standard Webhooks specification, with a current secret, within the last 5 minutes.");

    /// <summary>A token before or after its lifetime.</summary>
    public static Unauthenticated OutOfLifetime { get; } = new(
        "The token has expired or is not valid yet. Get a new one and send the request again.");

    /// <summary>Anything else: signature, issuer, audience, algorithm, form.</summary>
    public static Unauthenticated Invalid { get; } = new("The token was not issued by the configured issuer for this audience.");

    protected override void Extend(IHeaderDictionary headers) =>
        headers.WWWAuthenticate = this == Missing ? "Bearer" : this == Webhook ? "Webhook" : "Bearer error=\"invalid_token\"";
}

/// <summary>403: the caller is known, but not allowed to do this.</summary>
public sealed record Forbidden(string Reason) : Failure(
    StatusCodes.Status403Forbidden,
    "forbidden",
    "Not allowed",
    Reason)
{
    /// <summary>The caller's role does not include this.</summary>
    public static Forbidden Role { get; } = new(
        "Your role in this organization does not include this. Its legal representative or an admin can change your role.");

    /// <summary>The permissions of the caller's login do not include this.</summary>
    public static Forbidden Login { get; } = new(
        "The permissions of your login do not include this. A legal representative or an admin of the organization can change them on "
            + "your contact.");

    /// <summary>Only members with a role give and take logins. A login must not extend its own rights or those of others.</summary>
    public static Forbidden Logins { get; } = new(
        "Only a legal representative or an admin can give, change and remove the logins of contacts.");

    /// <summary>The login may change contacts, but not where invoices go.</summary>
    public static Forbidden InvoiceAddress { get; } = new(
        "Invoices go to this contact, or will on a later day. Changing its address needs the permission paymentSettings.write, which "
            + "your login does not have.");

    /// <summary>Never allowed for partners.</summary>
    public static Forbidden Partner { get; } = new("Partners may not do this for their customers, whatever they were granted.");

    /// <summary>Not allowed for members of the main account.</summary>
    public static Forbidden MainAccount { get; } = new(
        "Members of the main account may not do this for a sub-account; the members of the sub-account may.");

    /// <summary>The customer has not granted this, or the grant has ended.</summary>
    public static Forbidden Grant(ProductRight needed) => new(
        $"This needs the right {EnumNames.Of(needed.Right)} on {EnumNames.Of(needed.Product)}, which the customer has not granted, or "
            + "whose grant has ended. A legal representative of the customer can grant it.");

    /// <summary>Only allowed for the provider's staff.</summary>
    public static Forbidden OperatorsOnly { get; } = new("Only operators may do this.");

    /// <summary>An organization with a legal representative decides itself whom it invites.</summary>
    public static Forbidden OwnersOnly { get; } = new(
        "Operators and the main account may invite only a legal representative, and only while the organization has none.");

    /// <summary>The function has no access rule. That is a bug of ours, and every call is refused until it is fixed.</summary>
    public static Forbidden NoRule { get; } = new("Nobody may do this.");
}

/// <summary>403: the identity provider has not verified the e-mail address.</summary>
public sealed record EmailNotVerified() : Failure(
    StatusCodes.Status403Forbidden,
    "email-not-verified",
    "The e-mail address is not verified",
    "Verify the e-mail address of your user account with the identity provider, get a new token, and send the request again.");

/// <summary>503: tokens cannot be checked at present.</summary>
public sealed record IdentityProviderUnavailable() : Failure(
    StatusCodes.Status503ServiceUnavailable,
    "identity-provider-unavailable",
    "Tokens cannot be checked at the moment",
    "The identity provider does not return its keys. Send the request again later.")
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = "5";
}
