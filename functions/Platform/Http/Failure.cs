using System.Text.Json.Nodes;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Http;

/// <summary>
/// An expected failure. Each kind is a named record with its sentence. Rules and use cases return it, and a function returns
/// it as its result. Only this class converts it to a problem document (RFC 9457).
/// </summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Kind">The stable end of <c>type</c>, e.g. <c>invalid-fields</c>; clients branch on it.</param>
/// <param name="Title">The same for every occurrence of this kind.</param>
/// <param name="Detail">What is wrong here and what would be right. Never repeats what was sent.</param>
public abstract record Failure(int Status, string Kind, string Title, string Detail) : IResult
{
    /// <summary>Prefix of every <c>type</c>. It is a name and not an address, so that it never changes.</summary>
    public const string TypePrefix = "urn:accounts:problem:";

    /// <summary>Further members of the problem document.</summary>
    protected virtual void Extend(JsonObject problem)
    {
    }

    /// <summary>Headers that belong to this failure, such as <c>Retry-After</c>.</summary>
    protected virtual void Extend(IHeaderDictionary headers)
    {
    }

    /// <summary>The problem document, without the id of the trace.</summary>
    public JsonObject ToProblem()
    {
        var problem = new JsonObject
        {
            ["type"] = TypePrefix + Kind,
            ["title"] = Title,
            ["status"] = Status,
            ["detail"] = Detail,
        };
        Extend(problem);
        return problem;
    }

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = ToProblem();
        problem["traceId"] = httpContext.TraceIdentifier;
        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        Extend(httpContext.Response.Headers);
        httpContext.Response.ContentType = "application/problem+json";
        return httpContext.Response.WriteAsync(problem.ToJsonString(Json.Options) + "\n", httpContext.RequestAborted);
    }
}
