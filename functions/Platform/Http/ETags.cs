using System.Globalization;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Accounts.Platform.Http;

/// <summary>A thing that can be changed under <c>If-Match</c>.</summary>
public interface IVersioned
{
    /// <summary>
    /// Names this life of the thing: what ends and comes back at the same address has another one, so that a tag of the first
    /// never opens the second.
    /// </summary>
    string Life { get; }

    /// <summary>Starts at 1 and grows with every change by a user.</summary>
    int Version { get; }
}

/// <summary>
/// Optimistic concurrency as HTTP shows it. An entity tag is unique over all versions of what was ever at an address (RFC
/// 9110, 8.8.3). The write itself is guarded by the storage's own tag of the row that was read.
/// </summary>
public static class ETags
{
    /// <summary>The strong entity tag of the present version. Clients take it as it comes.</summary>
    public static string Of(IVersioned thing) => string.Create(CultureInfo.InvariantCulture, $"\"{Hashes.Of(thing.Life)[..16]}-{thing.Version}\"");

    /// <summary>Whether the caller says in <c>If-None-Match</c> to have this already.</summary>
    public static bool IsKnown(HttpRequest request, string etag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
        && tags.Any(tag => tag.Compare(new EntityTagHeaderValue(etag), useStrongComparison: false));

    /// <summary>Null when the request names the present version in <c>If-Match</c> (or <c>*</c>), else why it may not write.</summary>
    public static Failure? Check(HttpRequest request, IVersioned thing)
    {
        return request.Headers.IfMatch.Count == 0 ? new PreconditionRequired() : CheckIfSent(request, thing);
    }

    /// <summary>The same where a change may come without <c>If-Match</c>, such as the end of a thing.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="thing">What it is about; null for what has no entity tag, which only <c>*</c> can mean.</param>
    public static Failure? CheckIfSent(HttpRequest request, IVersioned? thing)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
            return null;
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags))
            return new HeaderInvalid(HeaderNames.IfMatch, "one or more entity tags in double quotes, as the ETag header of a GET gives them");
        var present = thing is null ? null : new EntityTagHeaderValue(Of(thing));
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || present is not null && tag.Compare(present, useStrongComparison: true))
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
