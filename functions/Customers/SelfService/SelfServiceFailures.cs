using System.Globalization;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.SelfService;

/// <summary>429: the user has reached the daily limit of new accounts.</summary>
public sealed record TooManyAccounts(int Limit, TimeSpan Left) : Failure(
    StatusCodes.Status429TooManyRequests,
    "too-many-accounts",
    "Too many accounts opened today",
    string.Create(
        CultureInfo.InvariantCulture,
        $"A user can open at most {Limit} customer accounts per day (UTC). Try again tomorrow, or write to sales with the contact form."))
{
    protected override void Extend(IHeaderDictionary headers) => headers.RetryAfter = RetryAfter.Seconds(Left);
}
