using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Access.Service;

/// <summary>
/// Handles requests that match no other function, so that they are answered by a problem document too. The Functions host tries
/// routes in the order of the functions' names, so this name must be the last one.
/// </summary>
public sealed class ZUnknownRoute
{
    /// <summary>Accepts every method.</summary>
    [Function(nameof(ZUnknownRoute))]
    [Allow(Who.Open)]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, string? path) =>
        KnownRoutes.MethodsAt(path ?? "") is { Count: > 0 } methods ? new MethodNotAllowed(string.Join(", ", methods)) : new NotFound();
}
