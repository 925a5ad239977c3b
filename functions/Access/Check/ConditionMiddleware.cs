using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Accounts.Access.Check;

/// <summary>
/// Refuses an <c>If-Match</c> with an ETag on routes without ETags. It can never match, and the sender relies on nothing being
/// changed in that case. Must run after the access check.
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

    // On routes without ETags, the resource of a PUT always exists.
    private static Failure? Refuse(HttpRequest request) => ETags.CheckIfSent(request, thing: null)
        ?? (HttpMethods.IsPut(request.Method) && ETags.WantsNew(request) ? new ExistsAlready() : null);
}
