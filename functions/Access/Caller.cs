using System.Security.Cryptography;
using System.Text;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;

namespace Accounts.Access;

/// <summary>The user behind a request, from a validated token.</summary>
/// <param name="UserId">Our own stable id of the user, see <see cref="IdOf"/>.</param>
/// <param name="Email">The address from the identity provider; null when the token has none.</param>
/// <param name="EmailVerified">Whether the identity provider verified it.</param>
/// <param name="Name">For display.</param>
/// <param name="IsOperator">Whether the user is staff of the provider.</param>
public sealed record Caller(string UserId, EmailAddress? Email, bool EmailVerified, string? Name, bool IsOperator)
{
    /// <summary>When the identity provider issued this data; null when the token does not say.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>
    /// 32 hexadecimal digits from a hash of issuer and subject. So any <c>sub</c> becomes a safe key, and users of two issuers never
    /// get the same id.
    /// </summary>
    public static string IdOf(string issuer, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")))[..32];
}

/// <summary>The results of the access check of a request, for the functions that run after it.</summary>
public static class RequestAccess
{
    private static readonly object CallerKey = new();
    private static readonly object RoleKey = new();
    private static readonly object MemberKey = new();
    private static readonly object DelegationKey = new();
    private static readonly object RecordKey = new();

    /// <summary>The user who sent the request. Available if the function's rule requires a token.</summary>
    public static Caller Caller(this HttpRequest request) =>
        request.HttpContext.Items[CallerKey] as Caller
            ?? throw new InvalidOperationException("Only functions that need a token have a caller.");

    /// <summary>The role in which the caller acts on the organization of the route.</summary>
    public static Who Acting(this HttpRequest request) =>
        request.HttpContext.Items[RoleKey] as Who? ?? throw new InvalidOperationException("Only functions on an organization have a role.");

    /// <summary>
    /// The caller as a member of the organization of the route, or of the partner or main account for which they act; null for
    /// operators.
    /// </summary>
    public static ActingMember? Member(this HttpRequest request) => request.HttpContext.Items[MemberKey] as ActingMember;

    /// <summary>The partner or main account for which the caller acts; null for the organization's own members and operators.</summary>
    public static Delegation? Delegation(this HttpRequest request) => request.HttpContext.Items[DelegationKey] as Delegation;

    /// <summary>The caller as shown in the audit log of the organization.</summary>
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

    /// <summary>
    /// The organization in whose audit log the access is recorded after the function has run, because the function makes the final
    /// access decision; null when nothing is left to record.
    /// </summary>
    internal static string? OrganizationToRecord(this HttpRequest request) => request.HttpContext.Items[RecordKey] as string;

    /// <summary>A member of a partner or main account, as shown in the audit log.</summary>
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
