using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Platform.Http;

/// <summary>A function with an HTTP trigger that is part of the interface.</summary>
public sealed record HttpFunction(MethodInfo Method, FunctionAttribute Function, HttpTriggerAttribute Trigger, OperationAttribute Operation)
{
    private static readonly ILookup<string, TakesPartInAttribute> Parts = typeof(HttpFunction).Assembly.GetTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => type.GetCustomAttributes<TakesPartInAttribute>())
        .ToLookup(part => part.Function, StringComparer.Ordinal);

    /// <summary>The type of the body that it takes; null when it takes none.</summary>
    public Type? Takes => Operation.Takes ?? Parts[Function.Name].Select(part => part.Takes).FirstOrDefault(takes => takes is not null);

    /// <summary>Its own expected failures, and those of the classes that take part in it.</summary>
    public IEnumerable<Type> Fails => Operation.Fails.Concat(Parts[Function.Name].SelectMany(part => part.Fails));

    /// <summary>Its own query parameters, without the common ones.</summary>
    public IEnumerable<QueryAttribute> Queries => Method.GetCustomAttributes<QueryAttribute>();

    /// <summary>The names of all query parameters that it takes.</summary>
    public IReadOnlyList<string> QueryNames =>
    [
        .. Queries.Select(query => query.Name),
        .. Operation.Searches ? (string[])["sort", "search"] : [],
        .. Operation.ShowsKeys ? (string[])["keys"] : [],
        .. Operation.Pages ? (string[])["limit", "cursor"] : [],
    ];

    /// <summary>All functions of the interface.</summary>
    public static IEnumerable<HttpFunction> All() =>
        from found in Triggered()
        let operation = found.Method.GetCustomAttribute<OperationAttribute>()
        where operation is not null
        select new HttpFunction(found.Method, found.Function, found.Trigger, operation);

    /// <summary>The HTTP triggers of all functions, including functions that are not part of the interface.</summary>
    public static IEnumerable<HttpTriggerAttribute> Triggers() => Triggered().Select(found => found.Trigger);

    private static IEnumerable<(MethodInfo Method, FunctionAttribute Function, HttpTriggerAttribute Trigger)> Triggered() =>
        from type in typeof(HttpFunction).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(a => a is not null)
        where trigger is not null
        select (method, function, trigger);
}
