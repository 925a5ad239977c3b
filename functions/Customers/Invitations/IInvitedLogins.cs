using Accounts.Customers.Members;
using Accounts.Platform.Storage;

namespace Accounts.Customers.Invitations;

/// <summary>The logins that invitations are for. A login ends or begins with its invitation, in the same transaction.</summary>
public interface IInvitedLogins
{
    /// <summary>The login that an ended invitation is for; null when it has been taken away.</summary>
    Task<InvitedLogin?> FindAsync(string organizationId, Invitation ended, CancellationToken cancellationToken);
}

/// <summary>A login whose invitation ends.</summary>
/// <param name="Login">What the member that accepting makes is restricted to.</param>
/// <param name="AddTo">Adds the login after the end of the invitation.</param>
public sealed record InvitedLogin(MemberLogin Login, Action<ChangeSet> AddTo);
