using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Accounts.Platform.Http;

/// <summary>The methods that functions accept at an address. Used to answer requests that match no function.</summary>
public static class KnownRoutes
{
    private static readonly Lazy<IReadOnlyList<(TemplateMatcher Route, string[] Methods)>> All = new(() =>
    [
        .. from trigger in HttpFunction.Triggers()
           where trigger is { Route: not null, Methods: not null }
           select (new TemplateMatcher(TemplateParser.Parse(trigger.Route!), []), trigger.Methods!),
    ]);

    /// <summary>The methods in the order of an <c>Allow</c> header; empty when no function has this address.</summary>
    /// <param name="path">The path after the prefix of all routes.</param>
    public static IReadOnlyList<string> MethodsAt(string path)
    {
        var methods = All.Value
            .Where(known => known.Route.TryMatch(new PathString("/" + path), []))
            .SelectMany(known => known.Methods)
            .Select(method => method.ToUpperInvariant())
            .ToHashSet(StringComparer.Ordinal);
        if (methods.Contains(HttpMethods.Get))
            methods.Add(HttpMethods.Head);
        return [.. methods.Order(StringComparer.Ordinal)];
    }
}
