using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Accounts.Access.Audit;
using Accounts.Access.Tokens;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Accounts.Access.Check;

/// <summary>
/// The only authorization check. Every call of an HTTP function passes it; the rule is the <see cref="AllowAttribute"/> on the
/// function's method. Callers without access to an organization cannot find out whether it exists.
/// </summary>
public sealed partial class AccessMiddleware(
    TokenValidation tokens,
    IMemberLookup members,
    IPersonFollower persons,
    DelegationStore delegations,
    OrganizationChanges changes,
    IOptionsMonitor<WebhookOptions> webhooks,
    TimeProvider time) : IFunctionsWorkerMiddleware
{
    /// <summary>The route parameter with the id of the organization.</summary>
    public const string OrganizationParameter = "organizationId";

    /// <summary>The route parameter with the id of a process, which contains the id of its organization, if it has one.</summary>
    private const string ProcessParameter = "processId";

    /// <summary>The route parameter with the id of an order, which begins with the id of its organization.</summary>
    private const string OrderParameter = "orderId";

    private static readonly ConcurrentDictionary<string, AllowAttribute> Rules = new();

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        // The app itself starts timers and processes. Requests that start a process were checked already.
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        if (await RefuseAsync(context, http) is { } failure)
        {
            await failure.ExecuteAsync(http);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            // The function has decided or failed, and nothing has been sent yet.
            if (http.Request.OrganizationToRecord() is { } organizationId)
            {
                var refused = context.GetInvocationResult().Value is Forbidden;
                await RecordAsync(
                    organizationId,
                    new(
                        refused ? AuditAction.AccessRefused : AuditAction.AccessGranted,
                        http.Request.Actor(),
                        context.FunctionDefinition.Name));
            }
        }
    }

    /// <summary>The rule of the function with this entry point (<c>Namespace.Type.Method</c>).</summary>
    public static AllowAttribute RuleOf(string entryPoint) => Rules.GetOrAdd(entryPoint, static name =>
    {
        var dot = name.LastIndexOf('.');
        var method = typeof(AccessMiddleware).Assembly.GetType(name[..dot])?.GetMethod(name[(dot + 1)..]);
        return method?.GetCustomAttribute<AllowAttribute>() ?? new AllowAttribute(Who.Nobody);
    });

    private async Task<Failure?> RefuseAsync(FunctionContext context, HttpContext http)
    {
        var rule = RuleOf(context.FunctionDefinition.EntryPoint);
        var allowed = rule.Who;
        if (allowed == Who.Nobody)
            return Forbidden.NoRule;
        if (allowed.HasFlag(Who.Open))
            return null;
        if (allowed.HasFlag(Who.Webhook))
            return await RefuseWebhookAsync(http, rule.Secrets!);

        if (BearerToken(http.Request) is not { } token)
            return Unauthenticated.Missing;
        var validated = await tokens.ValidateAsync(token, http.RequestAborted);
        if (!validated.Succeeded(out var caller, out var failure))
            return failure;
        RequestAccess.Set(http, caller);

        if (allowed.HasFlag(Who.AnyUser))
            return null;
        if (OrganizationOf(http.Request) is { } organizationId)
            return await RefuseOnOrganizationAsync(http, caller, organizationId, rule, context.FunctionDefinition.Name);
        return allowed.HasFlag(Who.Operator) && caller.IsOperator ? null : Forbidden.OperatorsOnly;
    }

    private async Task<Failure?> RefuseOnOrganizationAsync(
        HttpContext http, Caller caller, string organizationId, AllowAttribute rule, string function)
    {
        // Only a customer number in its canonical form may become part of a key.
        if (CustomerNumber.Parse(organizationId).Value?.ToString() != organizationId)
            return new NotFound();
        if (rule.Who.HasFlag(Who.Operator) && caller.IsOperator)
        {
            RequestAccess.Set(http, Who.Operator);
            return null;
        }

        var member = await FindMemberAsync(organizationId, caller, http.RequestAborted);
        var refused = member is null ? null : Refuse(rule, member);
        if (member is not null && refused is null)
        {
            RequestAccess.Set(http, member);
            return null;
        }

        // A member whose own role does not allow this may still have access through the main account or a partner.
        var outside = await RefuseFromOutsideAsync(http, caller, organizationId, rule, function);
        return outside is null ? null : refused ?? outside;
    }

    private async Task<ActingMember?> FindMemberAsync(string organizationId, Caller caller, CancellationToken cancellationToken)
    {
        var member = await members.FindAsync(organizationId, caller.UserId, cancellationToken);
        if (member is null || !member.IsOutdatedBy(caller))
            return member;
        await persons.FollowAsync(organizationId, caller, cancellationToken);
        return member with { Email = caller.Email!.ToString(), Name = caller.Name ?? member.Name };
    }

    private static Forbidden? Refuse(AllowAttribute rule, ActingMember member)
    {
        if (rule.Who.HasFlag(member.ActsAs()))
            return null;
        if (member.LoginPermissions is not { } permissions)
            return Forbidden.Role;
        return rule.Permission is { } needed && permissions.Contains(needed) ? null : Forbidden.Login;
    }

    /// <summary>Checks members of a partner or of the main account. For everyone else the organization does not exist.</summary>
    private async Task<Failure?> RefuseFromOutsideAsync(
        HttpContext http, Caller caller, string organizationId, AllowAttribute rule, string function)
    {
        Failure refusal = new NotFound();
        Actor? refusedActor = null;
        foreach (var delegation in await delegations.ListAsync(organizationId, http.RequestAborted))
        {
            var member = await FindMemberAsync(delegation.Organization.Id, caller, http.RequestAborted);
            if (member is null || !delegation.IsOpenTo(member))
                continue;
            // When partner status is removed, a process ends the partnerships, which takes a while. But access must end at once.
            if (delegation.Kind == ActorKind.Partner && !await members.IsPartnerAsync(delegation.Organization.Id, http.RequestAborted))
                continue;
            if (delegation.Refuse(rule, member, CentralEurope.DayOf(time.GetUtcNow())) is { } refused)
            {
                refusal = refused;
                refusedActor = RequestAccess.ActorOf(caller, delegation, member);
                continue;
            }

            RequestAccess.Set(http, delegation, member, rule.LeavesToFunction(delegation.AsWho) ? organizationId : null);
            // Every access from outside is recorded before it happens, even if it only reads.
            if (http.Request.OrganizationToRecord() is null)
                await RecordAsync(organizationId, new(AuditAction.AccessGranted, http.Request.Actor(), function));
            return null;
        }

        // Strangers leave no entry in the log. A caller with some access who wanted more does.
        if (refusal is Forbidden && refusedActor is not null)
            await RecordAsync(organizationId, new(AuditAction.AccessRefused, refusedActor, function));
        return refusal;
    }

    // Never cancelled: a caller must not be able to prevent the entry by disconnecting.
    private Task RecordAsync(string organizationId, AuditEvent happened) =>
        changes.RecordAsync(organizationId, happened, CancellationToken.None);

    private async Task<Failure?> RefuseWebhookAsync(HttpContext http, string section)
    {
        if (await Body.ReadBytesAsync(http.Request, http.RequestAborted) is not { } body)
            return new BodyTooLarge(Body.MaxBytes);
        if (!WebhookSignature.IsValid(http.Request.Headers, body, webhooks.Get(section).Secrets, time.GetUtcNow()))
            return Unauthenticated.Webhook;
        // The function must read the bytes that were signed.
        http.Request.Body = new MemoryStream(body, writable: false);
        return null;
    }

    private static string? OrganizationOf(HttpRequest request) =>
        request.RouteValues[OrganizationParameter] as string
        ?? (request.RouteValues[OrderParameter] as string)?.Split('-')[0]
        ?? (
            request.RouteValues[ProcessParameter] is string process && ProcessOfOrganization().Match(process) is { Success: true } match
                ? match.Groups[1].Value
                : null);

    // Ids of processes begin with their kind, then the id of the organization: invitation-1234567-….
    [GeneratedRegex(@"^[a-z]+(?:-[a-z]+)*-([1-9][0-9]{6})-")]
    private static partial Regex ProcessOfOrganization();

    private static string? BearerToken(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;
    }
}
