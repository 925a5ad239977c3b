using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.AccountRequests;

/// <summary>409: the request is already decided.</summary>
public sealed record AlreadyDecided(AccountRequestState State) : Failure(
    StatusCodes.Status409Conflict,
    "already-decided",
    "Already decided",
    "The request has been decided already; see state. The customer has been notified.")
{
    protected override void Extend(JsonObject problem) => problem["state"] = JsonSerializer.SerializeToNode(State, Json.Options);
}

/// <summary>429: more requests than a person would send.</summary>
public sealed record TooManyRequests(string Reason, TimeSpan Left) : Failure(
    StatusCodes.Status429TooManyRequests,
    "too-many-requests",
    "Too many requests",
    Reason)
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = RetryAfter.Seconds(Left);
}
