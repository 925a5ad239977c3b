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
    /// <summary>What the log says.</summary>
    public AuditEvent Happened { get; } = happened;

    /// <summary>Whether this makes the organization, and so begins its log; conflicts when there is one.</summary>
    public bool IsFirst { get; init; }
}
