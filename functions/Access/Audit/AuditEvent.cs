namespace Accounts.Access.Audit;

/// <summary>Something that happened to an organization.</summary>
/// <param name="Action">What.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Subject">Names the thing that it happened to: the id of a contact, an invitation, a project. Never personal
/// data, for it stays for good.</param>
/// <param name="Details">What is worth knowing beyond that, as codes and ids: a role, a right. Never personal data.</param>
public sealed record AuditEvent(
    AuditAction Action, Actor Actor, string? Subject = null, IReadOnlyDictionary<string, string>? Details = null)
{
    /// <summary>The same with one detail more.</summary>
    public AuditEvent With(string name, string value) =>
        this with { Details = new Dictionary<string, string>(Details ?? new Dictionary<string, string>()) { [name] = value } };
}
