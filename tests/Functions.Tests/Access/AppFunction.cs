using System.Reflection;
using System.Text.RegularExpressions;
using Accounts.Access;
using Accounts.Access.Check;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Tests.Access;

/// <summary>An HTTP function of the app, as its attributes describe it.</summary>
public sealed partial record AppFunction(MethodInfo Method, string Name, string Verb, string Route)
{
    /// <summary>All HTTP functions, in the order of their routes. A function with two verbs counts twice.</summary>
    public static IReadOnlyList<AppFunction> All { get; } =
    [
        .. from type in typeof(Program).Assembly.GetTypes()
           from method in type.GetMethods(
               BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           let http = method
               .GetParameters()
               .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
               .FirstOrDefault(trigger => trigger is not null)
           where http is not null
           from verb in http.Methods ?? [] // what takes all methods is no route of its own
           orderby http.Route, verb
           select new AppFunction(method, function.Name, verb.ToUpperInvariant(), http.Route!),
    ];

    public Who Rule => Method.GetCustomAttribute<AllowAttribute>()?.Who ?? Who.Nobody;

    /// <summary>The permission that lets the login of a contact call the function.</summary>
    public Permission? Permission => Method.GetCustomAttribute<AllowAttribute>()?.Permission;

    /// <summary>The right that a customer must grant a partner for it; null when partners may not call it, or may with any grant.</summary>
    public ProductRight? Granted =>
        Method.GetCustomAttribute<AllowAttribute>() is { Product: { } product } rule ? new ProductRight(product, rule.Right) : null;

    public OperationAttribute? Operation => Method.GetCustomAttribute<OperationAttribute>();

    public bool IsOpen => Rule.HasFlag(Who.Open);

    public bool IsOnOrganization => Route.Contains($"{{{AccessMiddleware.OrganizationParameter}}}", StringComparison.Ordinal);

    /// <summary>The id of a process contains the id of its organization.</summary>
    public bool IsOnProcess => Route.Contains("{processId}", StringComparison.Ordinal);

    /// <summary>The id of an order begins with the id of its organization.</summary>
    public bool IsOnOrder => Route.Contains("{orderId}", StringComparison.Ordinal);

    /// <summary>The names of the placeholders in the route.</summary>
    public IEnumerable<string> Parameters => Placeholder().Matches(Route).Select(match => match.Groups[1].Value);

    /// <summary>The path of the function. A parameter without a value gets an id that does not exist.</summary>
    public string Path(IReadOnlyDictionary<string, string>? values = null) =>
        "/api/" + Placeholder().Replace(
            Route, match => values?.GetValueOrDefault(match.Groups[1].Value) ?? "00000000000000000000000000000000");

    /// <summary>The path of the function for an organization. Ids of processes and orders belong to that organization too.</summary>
    public string PathOn(string organizationId) => Path(new Dictionary<string, string>
    {
        [AccessMiddleware.OrganizationParameter] = organizationId,
        ["processId"] = $"invitation-{organizationId}-x",
        ["orderId"] = organizationId + "-1",
    });

    /// <summary>A call with every header and body that a function can require, so that only the access check can refuse it.</summary>
    public Task<Reply> CallAsync(HttpClient http, string path, User? user) => Reply.GetAsync(
        http,
        new HttpMethod(Verb),
        path,
        Verb is "POST" or "PUT" ? "{}" : null,
        "application/json",
        [
            ("Idempotency-Key", Guid.NewGuid().ToString()),
            ("If-Match", "*"),
            .. user is null ? Array.Empty<(string, string)>() : [("Authorization", "Bearer " + user.Token)],
        ]);

    public override string ToString() => $"{Verb} /{Route}";

    [GeneratedRegex(@"\{(\w+)(?::[^}]*)?\??\}")]
    private static partial Regex Placeholder();
}
