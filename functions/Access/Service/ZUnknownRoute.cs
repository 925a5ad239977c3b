using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Access.Service;

/// <summary>
/// Takes what no other function takes, so that this too is answered by a problem document. The Functions host tries routes in
/// the order of the functions' names; this one is therefore the last.
/// </summary>
public sealed class ZUnknownRoute
{
    /// <summary>The function. It takes every method.</summary>
    [Function(nameof(ZUnknownRoute))]
    [Allow(Who.Open)]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, string? path) =>
        KnownRoutes.MethodsAt(path ?? "") is { Count: > 0 } methods ? new MethodNotAllowed(string.Join(", ", methods)) : new NotFound();
}
