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
    public static string Of(IVersioned thing) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{Hashes.Of(thing.Life)[..16]}-{thing.Version}\"");

    /// <summary>
    /// That of an answer: also of what it shows beyond what users change, such as the state of a check, and to whom. Where it
    /// comes back in <c>If-Match</c>, the version alone counts, so that a check that ends does not stop a user's change.
    /// </summary>
    public static string Of(IVersioned thing, string body) => $"{Of(thing)[..^1]}-{Hashes.Of(body)[..16]}\"";

    /// <summary>Whether the caller of a GET has this already (<c>If-None-Match</c>, RFC 9110, 13.1.2).</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false));

    /// <summary>Whether the request wants to make something, and only where there is nothing.</summary>
    public static bool WantsNew(HttpRequest request) => request.Headers.IfNoneMatch.ToString().Trim() == "*";

    /// <summary>Null when the request names the present version in <c>If-Match</c> (or <c>*</c>), else why it may not write.</summary>
    public static Failure? Check(HttpRequest request, IVersioned thing)
    {
        if (request.Headers.IfMatch.Count == 0)
            return WantsNew(request) ? new ExistsAlready() : new PreconditionRequired();
        return CheckIfSent(request, thing);
    }

    /// <summary>The same where a change may come without <c>If-Match</c>, such as the end of a thing.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="thing">What it is about; null for what has no entity tag, which only <c>*</c> can mean.</param>
    public static Failure? CheckIfSent(HttpRequest request, IVersioned? thing)
    {
        var header = request.Headers.IfMatch;
        if (WantsNew(request) && thing is not null)
            return new ExistsAlready();
        if (header.Count == 0)
            return null;
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags))
            return new HeaderInvalid(
                HeaderNames.IfMatch, "one or more entity tags in double quotes, as the ETag header of a GET gives them");
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

/// <summary>412: it is not the version that was read any more.</summary>
public sealed record ChangedMeanwhile() : Failure(
    StatusCodes.Status412PreconditionFailed,
    "changed-meanwhile",
    "Changed in the meantime",
    "The resource is no longer at the version named in If-Match. Read it again, apply the change to it, and send its new ETag.");

/// <summary>412: If-None-Match wanted it only where there is none.</summary>
public sealed record ExistsAlready() : Failure(
    StatusCodes.Status412PreconditionFailed,
    "exists-already",
    "There is one already",
    "If-None-Match: * makes something only where there is nothing, and there is. To change it, read it and send its ETag in If-Match.");
