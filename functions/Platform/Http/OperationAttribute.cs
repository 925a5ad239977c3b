namespace Accounts.Platform.Http;

/// <summary>Describes a function for the documentation of the interface. The OpenAPI document is made from these.</summary>
/// <param name="summary">One line, in the imperative.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string summary) : Attribute
{
    /// <summary>One line, in the imperative.</summary>
    public string Summary { get; } = summary;

    /// <summary>Further text, if one line is not enough.</summary>
    public string? Description { get; init; }

    /// <summary>The type of the request body.</summary>
    public Type? Takes { get; init; }

    /// <summary>Media type of a request body that is a file; null when there is none.</summary>
    public string? TakesMedia { get; init; }

    /// <summary>The type of the body of a successful answer.</summary>
    public Type? Gives { get; init; }

    /// <summary>The status of a successful answer.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Media type of a successful answer.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>Requires an <c>Idempotency-Key</c>.</summary>
    public bool Creates { get; init; }

    /// <summary>Requires an <c>If-Match</c>.</summary>
    public bool Changes { get; init; }

    /// <summary>Takes an optional <c>If-Match</c>.</summary>
    public bool MayMatch { get; init; }

    /// <summary>Creates the resource if it does not exist, and then answers 201.</summary>
    public bool MayCreate { get; init; }

    /// <summary>Takes <c>limit</c> and <c>cursor</c>.</summary>
    public bool Pages { get; init; }

    /// <summary>Takes <c>sort</c> and <c>search</c>: an overview of organizations.</summary>
    public bool Searches { get; init; }

    /// <summary>Takes <c>keys</c>: whether license keys are shown in clear.</summary>
    public bool ShowsKeys { get; init; }

    /// <summary>The body may be left out.</summary>
    public bool BodyIsOptional { get; init; }

    /// <summary>A successful answer has an <c>ETag</c>.</summary>
    public bool HasETag { get; init; }

    /// <summary>A successful answer has a <c>Location</c>.</summary>
    public bool HasLocation { get; init; }

    /// <summary>Its own expected failures, in addition to those of every function of its kind.</summary>
    public Type[] Fails { get; init; } = [];
}
