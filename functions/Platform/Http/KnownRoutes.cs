using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Accounts.Platform.Http;

/// <summary>Which methods the functions take at an address: what a request that no function takes is answered by.</summary>
public static class KnownRoutes
{
    private static readonly Lazy<IReadOnlyList<(TemplateMatcher Route, string[] Methods)>> All = new(() =>
    [
        .. from trigger in HttpFunction.Triggers()
           where trigger is { Route: not null, Methods: not null }
           select (new TemplateMatcher(TemplateParser.Parse(trigger.Route!), []), trigger.Methods!),
    ]);

    /// <summary>The methods in the order of an <c>Allow</c> header; empty at an address that no function has.</summary>
    /// <param name="path">What follows the prefix of all routes.</param>
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
