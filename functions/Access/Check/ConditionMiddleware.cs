using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Accounts.Access.Check;

/// <summary>
/// Where a route has no entity tags, an <c>If-Match</c> that names one cannot be fulfilled: the request is refused, because
/// its sender relies on nothing being changed then. Comes after the access check.
/// </summary>
public sealed class ConditionMiddleware : IFunctionsWorkerMiddleware
{
    private static readonly HashSet<string> Tagged = new(
        HttpFunction.All()
            .Where(function => function.Operation.Changes || function.Operation.MayMatch)
            .Select(function => function.Function.Name),
        StringComparer.Ordinal);

    /// <inheritdoc />
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http
        && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)
        && !Tagged.Contains(context.FunctionDefinition.Name)
        && Refuse(http.Request) is { } refused
            ? refused.ExecuteAsync(http)
            : next(context);

    // What is put at a route without entity tags is always there.
    private static Failure? Refuse(HttpRequest request) => ETags.CheckIfSent(request, thing: null)
        ?? (HttpMethods.IsPut(request.Method) && ETags.WantsNew(request) ? new ExistsAlready() : null);
}
