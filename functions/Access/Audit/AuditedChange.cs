using Accounts.Platform.Storage;

namespace Accounts.Access.Audit;

/// <summary>
/// A change of an organization together with its entry in the audit log. What nobody is to read there, such as a copy that
/// follows its original, is a plain <see cref="ChangeSet"/>.
/// </summary>
/// <param name="organizationId">Whose rows.</param>
/// <param name="happened">What the log says.</param>
public sealed class AuditedChange(string organizationId, AuditEvent happened) : ChangeSet(organizationId)
{
    private readonly List<AuditEvent> _happened = [happened];

    /// <summary>What the log says, an entry each.</summary>
    public IReadOnlyList<AuditEvent> Happened => _happened;

    /// <summary>Says one thing more: what follows from the first and has a name of its own.</summary>
    public void Also(AuditEvent further) => _happened.Add(further);

    /// <summary>Whether this makes the organization, and so begins its log; conflicts when there is one.</summary>
    public bool IsFirst { get; init; }
}
