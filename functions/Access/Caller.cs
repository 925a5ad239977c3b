using System.Security.Cryptography;
using System.Text;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Access;

/// <summary>The user behind a request, from a validated token.</summary>
/// <param name="UserId">Our own stable id of the user, see <see cref="IdOf"/>.</param>
/// <param name="Email">As the identity provider has it; null when the token has none.</param>
/// <param name="EmailVerified">Whether the identity provider verified it.</param>
/// <param name="Name">For display.</param>
/// <param name="IsOperator">Staff of the provider.</param>
public sealed record Caller(string UserId, EmailAddress? Email, bool EmailVerified, string? Name, bool IsOperator)
{
    /// <summary>When the identity provider said all this; null when the token does not tell.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>
    /// 32 hexadecimal digits out of issuer and subject: any <c>sub</c> becomes a safe key, and two issuers can never meet in one user.
    /// </summary>
    public static string IdOf(string issuer, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")))[..32];
}

/// <summary>What the access check found out about a request, for the functions behind it.</summary>
public static class RequestAccess
{
    private static readonly object CallerKey = new();
    private static readonly object RoleKey = new();
    private static readonly object MemberKey = new();
    private static readonly object DelegationKey = new();
    private static readonly object RecordKey = new();

    /// <summary>The user behind the request; there is one wherever the rule is not <see cref="Who.Open"/>.</summary>
    public static Caller Caller(this HttpRequest request) =>
        request.HttpContext.Items[CallerKey] as Caller
            ?? throw new InvalidOperationException("Only functions that need a token have a caller.");

    /// <summary>The role in which the caller acts on the organization of the route.</summary>
    public static Who Acting(this HttpRequest request) =>
        request.HttpContext.Items[RoleKey] as Who? ?? throw new InvalidOperationException("Only functions on an organization have a role.");

    /// <summary>
    /// The caller as a member of the organization of the route, or of the partner or main account that they come from; null for
    /// operators.
    /// </summary>
    public static ActingMember? Member(this HttpRequest request) => request.HttpContext.Items[MemberKey] as ActingMember;

    /// <summary>The partner or main account that the caller acts for; null for the organization's own people and operators.</summary>
    public static Delegation? Delegation(this HttpRequest request) => request.HttpContext.Items[DelegationKey] as Delegation;

    /// <summary>The caller as the audit log of the organization names them.</summary>
    public static Actor Actor(this HttpRequest request)
    {
        var caller = request.Caller();
        if (request.Delegation() is { } delegation)
            return ActorOf(caller, delegation, request.Member());
        var kind = request.Member() is not null ? ActorKind.Member
            : request.HttpContext.Items[RoleKey] is Who.Operator ? ActorKind.Operator
            : ActorKind.User;
        return new Actor(kind, caller.UserId, caller.Name ?? caller.Email?.ToString(), request.Member()?.Role);
    }

    /// <summary>Whether the function decides on what the access check left open, so that only then it can be said what happened.</summary>
    internal static bool DecidesItself(this HttpRequest request) => request.OrganizationToRecord() is not null;

    /// <summary>In whose audit log the access is to be recorded once the function has decided; null when it is on record.</summary>
    internal static string? OrganizationToRecord(this HttpRequest request) => request.HttpContext.Items[RecordKey] as string;

    /// <summary>Somebody of a partner or main account as the audit log names them.</summary>
    internal static Actor ActorOf(Caller caller, Delegation delegation, ActingMember? member) =>
        new(delegation.Kind, caller.UserId, caller.Name ?? caller.Email?.ToString(), member?.Role, delegation.Organization);

    internal static void Set(HttpContext http, Delegation delegation, ActingMember member, string? organizationToRecord)
    {
        http.Items[RecordKey] = organizationToRecord;
        http.Items[DelegationKey] = delegation;
        http.Items[MemberKey] = member;
        Set(http, delegation.AsWho);
    }

    internal static void Set(HttpContext http, ActingMember member)
    {
        http.Items[MemberKey] = member;
        Set(http, member.ActsAs());
    }

    internal static void Set(HttpContext http, Caller caller) => http.Items[CallerKey] = caller;

    internal static void Set(HttpContext http, Who role) => http.Items[RoleKey] = role;
}
