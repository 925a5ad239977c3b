using Microsoft.AspNetCore.Http;

namespace Accounts.Platform.Http;

/// <summary>A result that is 304 to those who have it already.</summary>
public interface IConditionalResult : IResult
{
    /// <summary>The status of the answer to a request.</summary>
    int StatusFor(HttpRequest request);
}
