using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Accounts.Platform.Http;

/// <summary>
/// Optimistic concurrency as HTTP shows it. Every document that can be changed carries a version that starts at 1;
/// its entity tag is that number. The write itself is guarded by the storage's own tag of the row that was read.
/// </summary>
public static class ETags
{
    /// <summary>The strong entity tag of a version: <c>"3"</c>.</summary>
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Whether the caller says in <c>If-None-Match</c> to have this already.</summary>
    public static bool IsKnown(HttpRequest request, string etag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
        && tags.Any(tag => tag.Compare(new EntityTagHeaderValue(etag), useStrongComparison: false));

    /// <summary>Null when the request names the present version in <c>If-Match</c> (or <c>*</c>), else why it may not write.</summary>
    public static Failure? Check(HttpRequest request, int version)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
            return new PreconditionRequired();
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags))
            return new HeaderInvalid(HeaderNames.IfMatch, "one or more entity tags in double quotes, as the ETag header of a GET gives them");
        var present = new EntityTagHeaderValue(Of(version));
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(present, useStrongComparison: true))
            ? null
            : new ChangedMeanwhile();
    }
}

/// <summary>428: a change without <c>If-Match</c> could overwrite somebody else's.</summary>
public sealed record PreconditionRequired() : Failure(
    StatusCodes.Status428PreconditionRequired,
    "precondition-required",
    "If-Match is required",
    "Read the resource first and send its ETag in the If-Match header, so that nobody else's change is overwritten.");

/// <summary>412: it is not the version that was read any more.</summary>
public sealed record ChangedMeanwhile() : Failure(
    StatusCodes.Status412PreconditionFailed,
    "changed-meanwhile",
    "Changed in the meantime",
    "The resource is no longer at the version named in If-Match. Read it again, apply the change to it, and send its new ETag.");
