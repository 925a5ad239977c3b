namespace Accounts.Access.Audit;

/// <summary>Something that happened to an organization.</summary>
/// <param name="Action">What happened.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Subject">What it happened to: the id of a contact, an invitation, a project. Never personal data, because it is
/// kept permanently.</param>
/// <param name="Details">Further details, as codes and ids: a role, a right. Never personal data.</param>
public sealed record AuditEvent(
    AuditAction Action, Actor Actor, string? Subject = null, IReadOnlyDictionary<string, string>? Details = null)
{
    /// <summary>The same with one more detail.</summary>
    public AuditEvent With(string name, string value) =>
        this with { Details = new Dictionary<string, string>(Details ?? new Dictionary<string, string>()) { [name] = value } };
}
