using System.Globalization;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Accounts.Platform.Http;

/// <summary>A resource that can be changed under <c>If-Match</c>.</summary>
public interface IVersioned
{
    /// <summary>
    /// Identifies this instance of the resource. A resource that is deleted and created again at the same address has another
    /// value, so that an ETag of the first never matches the second.
    /// </summary>
    string Life { get; }

    /// <summary>Starts at 1 and grows with every change by a user.</summary>
    int Version { get; }
}

/// <summary>
/// Optimistic concurrency in HTTP. An ETag is unique among all versions of all resources that ever had the same address (RFC
/// 9110, 8.8.3). The write itself is guarded by the storage's own ETag of the row that was read.
/// </summary>
public static class ETags
{
    /// <summary>The strong ETag of the current version. Clients must not interpret it.</summary>
    public static string Of(IVersioned thing) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{Hashes.Of(thing.Life)[..16]}-{thing.Version}\"");

    /// <summary>
    /// The ETag of an answer. It also depends on the rest of the body: data that users do not change, such as the state of a
    /// check, or that only some callers see. In <c>If-Match</c> only the version counts, so that a finished check does not block a
    /// user's change.
    /// </summary>
    public static string Of(IVersioned thing, string body) => $"{Of(thing)[..^1]}-{Hashes.Of(body)[..16]}\"";

    /// <summary>Whether the caller of a GET already has this version (<c>If-None-Match</c>, RFC 9110, 13.1.2).</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false));

    /// <summary>Whether the request wants to create a resource and never change an existing one.</summary>
    public static bool WantsNew(HttpRequest request) => request.Headers.IfNoneMatch.ToString().Trim() == "*";

    /// <summary>Null when <c>If-Match</c> names the current version or <c>*</c>; otherwise the failure.</summary>
    public static Failure? Check(HttpRequest request, IVersioned thing)
    {
        if (request.Headers.IfMatch.Count == 0)
            return WantsNew(request) ? new ExistsAlready() : new PreconditionRequired();
        return CheckIfSent(request, thing);
    }

    /// <summary>The same for changes that do not require <c>If-Match</c>, such as deletions.</summary>
    /// <param name="request">The request.</param>
    /// <param name="thing">The resource; null when it has no ETag, so that only <c>*</c> matches.</param>
    public static Failure? CheckIfSent(HttpRequest request, IVersioned? thing)
    {
        var header = request.Headers.IfMatch;
        if (WantsNew(request) && thing is not null)
            return new ExistsAlready();
        if (header.Count == 0)
            return null;
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags))
            return new HeaderInvalid(
                HeaderNames.IfMatch, "one or more entity tags in double quotes, as in the ETag header of a GET");
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || thing is not null && IsOf(thing, tag))
            ? null
            : new ChangedMeanwhile();
    }

    private static bool IsOf(IVersioned thing, EntityTagHeaderValue tag)
    {
        var present = Of(thing);
        return !tag.IsWeak && (tag.Tag == present || tag.Tag.StartsWith(present[..^1] + "-", StringComparison.Ordinal));
    }
}

/// <summary>428: a change without <c>If-Match</c> could overwrite somebody else's.</summary>
public sealed record PreconditionRequired() : Failure(
    StatusCodes.Status428PreconditionRequired,
    "precondition-required",
    "If-Match is required",
    "Read the resource first and send its ETag in the If-Match header, so that nobody else's change is overwritten.");

/// <summary>412: the resource is no longer at the version that was read.</summary>
public sealed record ChangedMeanwhile() : Failure(
    StatusCodes.Status412PreconditionFailed,
    "changed-meanwhile",
    "Changed in the meantime",
    "The resource is no longer at the version named in If-Match. Read it again, apply the change to it, and send its new ETag.");

/// <summary>412: If-None-Match requires that the resource does not exist, but it does.</summary>
public sealed record ExistsAlready() : Failure(
    StatusCodes.Status412PreconditionFailed,
    "exists-already",
    "The resource exists already",
    "If-None-Match: * only creates a resource, but there is one already. To change it, read it and send its ETag in If-Match.");
