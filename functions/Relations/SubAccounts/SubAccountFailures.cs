using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Relations.SubAccounts;

/// <summary>409: the tree has one level.</summary>
public sealed record IsSubAccount() : Failure(
    StatusCodes.Status409Conflict,
    "is-sub-account",
    "A sub-account cannot have sub-accounts",
    "This account is a sub-account itself, and there is only one level. Add the other account to its main account, or have the main "
        + "account release this one first.");

/// <summary>409: the asked account has a main account.</summary>
public sealed record AlreadySubAccount() : Failure(
    StatusCodes.Status409Conflict,
    "already-sub-account",
    "Already a sub-account",
    "The account is already a sub-account. Its main account must release it before it can be linked again.");

/// <summary>409: the asked account has sub-accounts.</summary>
public sealed record HasSubAccounts() : Failure(
    StatusCodes.Status409Conflict,
    "has-sub-accounts",
    "A main account cannot become a sub-account",
    "The account has sub-accounts of its own, and there is only one level. Release them first, or have them linked to the other main "
        + "account.");

/// <summary>409: another link of one of the two is being made or undone at this moment.</summary>
public sealed record LinkInProgress() : Failure(
    StatusCodes.Status409Conflict,
    "link-in-progress",
    "Another link is in progress",
    "One of the two accounts is being linked, or linking it has just failed. Nothing was changed. Send the request again after "
        + "the seconds in Retry-After.")
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = "60";
}

/// <summary>
/// 422: the account with this number cannot be asked. One answer for all reasons: a caller who tries numbers must learn neither
/// whether a number exists nor anything about its account.
/// </summary>
public sealed record AccountNotLinkable() : Failure(
    StatusCodes.Status422UnprocessableEntity,
    "account-not-linkable",
    "No account with this number can be linked",
    "There is no account with this customer number, or it cannot be linked now: it belongs to a main account, has sub-accounts "
        + "itself, or has no legal representative yet. Check the number, or ask a member of the account.");

/// <summary>409: the account was asked and has not answered.</summary>
public sealed record AlreadyAsked() : Failure(
    StatusCodes.Status409Conflict,
    "already-asked",
    "Already asked",
    "The legal representative of this account was asked and has not answered yet. Send the invitation again, or revoke it before "
        + "asking again.");

/// <summary>429: too many numbers tried in a day.</summary>
public sealed record TooManyAsked(int Limit, TimeSpan Left) : Failure(
    StatusCodes.Status429TooManyRequests,
    "too-many-asked",
    "Too many accounts asked today",
    string.Create(
        CultureInfo.InvariantCulture,
        $"An organization may ask for {Limit} accounts per day (UTC), including those that cannot be linked. Try again tomorrow."))
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = RetryAfter.Seconds(Left);
}

/// <summary>429: too many sub-accounts ordered in a day.</summary>
public sealed record TooManyOrdered(int Limit, TimeSpan Left) : Failure(
    StatusCodes.Status429TooManyRequests,
    "too-many-ordered",
    "Too many sub-accounts ordered today",
    string.Create(
        CultureInfo.InvariantCulture, $"An organization may order {Limit} sub-accounts per day (UTC). Order the others tomorrow."))
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = RetryAfter.Seconds(Left);
}

/// <summary>409: the main account has the highest number of sub-accounts.</summary>
public sealed record TooManySubAccounts(int Limit) : Failure(
    StatusCodes.Status409Conflict,
    "too-many-sub-accounts",
    "Too many sub-accounts",
    string.Create(
        CultureInfo.InvariantCulture, $"A main account may have {Limit} sub-accounts. Release some that are no longer needed."));

/// <summary>403: only legal representatives decide whether an account is linked.</summary>
public sealed record NotLegalRepresentative() : Failure(
    StatusCodes.Status403Forbidden,
    "not-legal-representative",
    "Only a legal representative of the account may answer",
    "Only its legal representatives decide whether an account becomes a sub-account. Sign in as one of them, or pass the link on "
        + "to one.");

/// <summary>409: a released account must be able to continue alone; the problem's <c>missing</c> says what it needs for that.</summary>
public sealed record SubAccountNotReleasable(IReadOnlyList<MissingForRelease> Missing) : Failure(
    StatusCodes.Status409Conflict,
    "sub-account-not-releasable",
    "The sub-account cannot be released yet",
    "To be independent, an account needs what missing lists: its own means of payment and invoice contact (both in its payment "
        + "settings), a legal representative who has accepted the invitation, and completed setup. If it is not set up yet, cancel its "
        + "order instead. Nothing was changed.")
{
    protected override void Extend(JsonObject problem) => problem["missing"] = JsonSerializer.SerializeToNode(Missing, Json.Options);
}

/// <summary>What a sub-account needs before it can be released.</summary>
public enum MissingForRelease
{
    /// <summary>Its own means of payment.</summary>
    PaymentMethod,

    /// <summary>Its own choice of an invoice contact; it was ordered without one.</summary>
    InvoiceContact,

    /// <summary>A legal representative.</summary>
    LegalRepresentative,

    /// <summary>It was ordered and is still being set up.</summary>
    Activation,
}
