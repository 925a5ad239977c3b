using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Sales.Licenses;

/// <summary><c>POST /orders/{orderId}/licenses/{licenseId}/reveal</c>: shows one key, after the audit log has an entry for it.</summary>
public sealed class RevealLicense(LicenseStore licenses, LicenseKeys keys, Reveals reveals)
{
    [Function(nameof(RevealLicense))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Show the key of a license",
        Description =
            "Each call is recorded in the audit log of the organization. The number of keys per hour and organization is limited.",
        Gives = typeof(RevealedKeyView),
        Fails = [typeof(NoKey), typeof(TooManyReveals), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{orderId}/licenses/{licenseId}/reveal")] HttpRequest request,
        string orderId,
        string licenseId,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id || await licenses.FindAsync(id, licenseId, cancellationToken) is not { } license)
            return new NotFound();
        if (license.SealedKey is null)
            return new NoKey();
        // Opened first: what cannot be shown must not be recorded as shown.
        var key = await keys.OpenAsync(id.OrganizationId, license, cancellationToken);
        var subject = $"{license.OrderId}/{license.Id}";
        return await reveals.TakeAsync(id.OrganizationId, request.Actor(), subject, cancellationToken) is { } refused
            ? refused
            : Answer.Ok(new RevealedKeyView(license.Id, key)) with { Secret = true };
    }
}

/// <summary>409: a license of a cloud product.</summary>
public sealed record NoKey() : Failure(
    StatusCodes.Status409Conflict,
    "no-key",
    "This license has no key",
    "Licenses of cloud products have no key; their instance is live as soon as it is bought. Reveal a license whose maskedKey is shown.");

/// <summary>429: the limit of keys for this hour is reached.</summary>
public sealed record TooManyReveals(int Limit, int RetryAfter) : Failure(
    StatusCodes.Status429TooManyRequests,
    "too-many-reveals",
    "Too many keys shown this hour",
    string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"An organization can reveal at most {Limit} keys per hour (UTC). Try again after the seconds in Retry-After."))
{
    protected override void Extend(IHeaderDictionary headers) =>
        headers.RetryAfter = RetryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
