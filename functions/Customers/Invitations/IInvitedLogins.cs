using Accounts.Customers.Members;
using Accounts.Platform.Storage;

namespace Accounts.Customers.Invitations;

/// <summary>The logins that invitations are for. A login ends or begins with its invitation, in the same transaction.</summary>
public interface IInvitedLogins
{
    /// <summary>The login that an ended invitation is for; null when it was removed.</summary>
    Task<InvitedLogin?> FindAsync(string organizationId, Invitation ended, CancellationToken cancellationToken);
}

/// <summary>A login whose invitation ends.</summary>
/// <param name="Login">The restrictions of the member that accepting makes.</param>
/// <param name="AddTo">Adds the login, as it is after the end of the invitation, to a change.</param>
public sealed record InvitedLogin(MemberLogin Login, Action<ChangeSet> AddTo);
