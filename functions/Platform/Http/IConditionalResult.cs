using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Http;

/// <summary>A result that becomes 304 for callers who already have it.</summary>
public interface IConditionalResult : IResult
{
    /// <summary>The status of the answer to a request.</summary>
    int StatusFor(HttpRequest request);
}
