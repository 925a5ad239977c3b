using System.Collections.Concurrent;
using System.Reflection;
using Accounts.Members;
using Accounts.Organizations;
using Accounts.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace Accounts.Access;

/// <summary>
/// The one authorization check. Every HTTP function passes it; its rule is the <see cref="AllowAttribute"/> on its method.
/// Who is not a member of an organization is not told whether it exists.
/// </summary>
public sealed class AccessMiddleware(TokenValidation tokens, MemberStore members) : IFunctionsWorkerMiddleware
{
    /// <summary>The route parameter that names the organization; the check looks for no other.</summary>
    public const string OrganizationParameter = "organizationId";

    private static readonly ConcurrentDictionary<string, Who> Rules = new();

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        // Timers and processes are started by ourselves; what may start them was checked then.
        if (context.GetHttpContext() is { } http)
        {
            if (await RefuseAsync(context, http) is { } failure)
            {
                await failure.ExecuteAsync(http);
                return;
            }
        }

        await next(context);
    }

    /// <summary>The rule of the function with this entry point (<c>Namespace.Type.Method</c>).</summary>
    public static Who RuleOf(string entryPoint) => Rules.GetOrAdd(entryPoint, static name =>
    {
        var dot = name.LastIndexOf('.');
        var method = typeof(AccessMiddleware).Assembly.GetType(name[..dot])?.GetMethod(name[(dot + 1)..]);
        return method?.GetCustomAttribute<AllowAttribute>()?.Who ?? Who.Nobody;
    });

    private async Task<Failure?> RefuseAsync(FunctionContext context, HttpContext http)
    {
        var allowed = RuleOf(context.FunctionDefinition.EntryPoint);
        if (allowed == Who.Nobody)
            return Forbidden.NoRule;
        if (allowed.HasFlag(Who.Open))
            return null;

        if (BearerToken(http.Request) is not { } token)
            return Unauthenticated.Missing;
        var validated = await tokens.ValidateAsync(token, http.RequestAborted);
        if (!validated.Succeeded(out var caller, out var failure))
            return failure;
        RequestAccess.Set(http, caller);

        if (allowed.HasFlag(Who.AnyUser))
            return null;
        if (http.Request.RouteValues[OrganizationParameter] is string organizationId)
            return await RefuseOnOrganizationAsync(http, caller, organizationId, allowed);
        return allowed.HasFlag(Who.Operator) && caller.IsOperator ? null : Forbidden.OperatorsOnly;
    }

    private async Task<Failure?> RefuseOnOrganizationAsync(HttpContext http, Caller caller, string organizationId, Who allowed)
    {
        // Anything else than a customer number in its canonical form never reaches a key.
        if (CustomerNumber.Parse(organizationId).Value?.ToString() != organizationId)
            return new NotFound();
        if (allowed.HasFlag(Who.Operator) && caller.IsOperator)
        {
            RequestAccess.Set(http, Who.Operator);
            return null;
        }

        if (await members.FindAsync(organizationId, caller.UserId, http.RequestAborted) is not { } member)
            return new NotFound();
        RequestAccess.Set(http, member.Value.Role.AsWho());
        return allowed.HasFlag(member.Value.Role.AsWho()) ? null : Forbidden.Role;
    }

    private static string? BearerToken(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;
    }
}
