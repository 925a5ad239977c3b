using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Invitations;

/// <summary>What comes into being with the end of an invitation, in the same transaction.</summary>
/// <param name="Writes">The rows.</param>
/// <param name="Conflict">Why it cannot end so, when one of them is there already or has changed.</param>
public sealed record InvitationFruit(IReadOnlyList<TableTransactionAction> Writes, Failure Conflict);

/// <summary>Ends invitations by an answer or by taking them back: their process is announced before, and told after.</summary>
public sealed class InvitationEnding(InvitationStore invitations)
{
    /// <summary>Null when it is written; else why not.</summary>
    public async Task<Failure?> EndAsync(
        DurableTaskClient processes,
        string organizationId,
        Stored<Invitation> open,
        Invitation ended,
        Actor actor,
        Member? member,
        InvitationFruit? fruit,
        CancellationToken cancellationToken)
    {
        var process = InvitationProcess.IdOf(organizationId, ended.Id);
        await processes.AnnounceAsync(process, cancellationToken);
        if (await invitations.EndAsync(organizationId, open, ended, actor, member, fruit, cancellationToken) is { } failure)
            return failure;
        await processes.TellAsync(process);
        return null;
    }
}
