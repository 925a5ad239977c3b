namespace Accounts.Platform.Http;

/// <summary>What the interface's documentation says of a function; the OpenAPI document is made from these.</summary>
/// <param name="summary">One line, in the imperative.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string summary) : Attribute
{
    /// <summary>One line, in the imperative.</summary>
    public string Summary { get; } = summary;

    /// <summary>More, where a line does not do.</summary>
    public string? Description { get; init; }

    /// <summary>The body it takes.</summary>
    public Type? Takes { get; init; }

    /// <summary>Media type of a body that is a file instead; null for none.</summary>
    public string? TakesMedia { get; init; }

    /// <summary>The body it answers with.</summary>
    public Type? Gives { get; init; }

    /// <summary>The status of the good answer.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Media type of the good answer.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>Takes an <c>Idempotency-Key</c>.</summary>
    public bool Creates { get; init; }

    /// <summary>Takes an <c>If-Match</c>.</summary>
    public bool Changes { get; init; }

    /// <summary>Takes an <c>If-Match</c>, and goes without one too.</summary>
    public bool MayMatch { get; init; }

    /// <summary>Answers 201 instead when there was nothing to change, and makes it.</summary>
    public bool MayCreate { get; init; }

    /// <summary>Takes <c>limit</c> and <c>cursor</c>.</summary>
    public bool Pages { get; init; }

    /// <summary>Takes <c>sort</c> and <c>search</c>: an overview of organizations.</summary>
    public bool Searches { get; init; }

    /// <summary>Takes <c>keys</c>: whether license keys are shown in clear.</summary>
    public bool ShowsKeys { get; init; }

    /// <summary>The body may be left out.</summary>
    public bool BodyIsOptional { get; init; }

    /// <summary>The good answer has an <c>ETag</c>.</summary>
    public bool HasETag { get; init; }

    /// <summary>The good answer has a <c>Location</c>.</summary>
    public bool HasLocation { get; init; }

    /// <summary>Its own expected failures, beside those that every function of its kind has.</summary>
    public Type[] Fails { get; init; } = [];
}
