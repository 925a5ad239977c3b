using Accounts.Platform.Storage;

namespace Accounts.Access.Audit;

/// <summary>
/// A change of an organization together with its entry in the audit log. A change that does not belong in the log, such as of a
/// copy that follows its original, is a plain <see cref="ChangeSet"/>.
/// </summary>
/// <param name="organizationId">The organization that changes.</param>
/// <param name="happened">The event for the log.</param>
public sealed class AuditedChange(string organizationId, AuditEvent happened) : ChangeSet(organizationId)
{
    private readonly List<AuditEvent> _happened = [happened];

    /// <summary>The events for the log, one entry each.</summary>
    public IReadOnlyList<AuditEvent> Happened => _happened;

    /// <summary>Adds another event, which follows from the first one and has its own name.</summary>
    public void Also(AuditEvent further) => _happened.Add(further);

    /// <summary>Whether this creates the organization, and so begins its log; conflicts if there is one.</summary>
    public bool IsFirst { get; init; }
}
