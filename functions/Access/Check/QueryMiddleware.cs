using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Accounts.Access.Check;

/// <summary>
/// Refuses a query parameter that the route does not take: a caller who misspells a filter would otherwise get all entries. Must
/// run after the access check.
/// </summary>
public sealed class QueryMiddleware : IFunctionsWorkerMiddleware
{
    /// <summary>Longer than the name of any parameter.</summary>
    private const int MaxName = 64;

    private static readonly Dictionary<string, IReadOnlyList<string>> Taken =
        HttpFunction.All().ToDictionary(function => function.Function.Name, function => function.QueryNames, StringComparer.Ordinal);

    /// <inheritdoc />
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http
        && Taken.TryGetValue(context.FunctionDefinition.Name, out var taken)
        && http.Request.Query.Keys.FirstOrDefault(name => !taken.Contains(name)) is { } unknown
            ? new QueryUnknown(Shown(unknown), taken).ExecuteAsync(http)
            : next(context);

    // The name comes from the sender. It is repeated only in ASCII, without card numbers, and not if it is too long.
    private static string Shown(string name) => name.Length > MaxName || CardNumber.IsIn(name) ? "" : Uri.EscapeDataString(name);
}
