using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Invitations;

/// <summary>
/// The invitations of organizations. An open invitation has a second row that reserves its address, and is counted in a third. So an
/// address has at most one open invitation and the limit holds, also under concurrent requests.
/// </summary>
public sealed class InvitationStore(TableServiceClient tables, IOptions<InvitationOptions> options)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    public Task<Stored<Invitation>?> FindAsync(string organizationId, string invitationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Invitation>(organizationId, InvitationKeys.Invitation(invitationId), cancellationToken);

    /// <summary>Whether an invitation of this kind to this address waits for an answer.</summary>
    public async Task<bool> IsInvitedAsync(
        string organizationId, string emailKey, InvitationKind kind, CancellationToken cancellationToken) =>
        (
            await _organizations.GetEntityIfExistsAsync<TableEntity>(
                organizationId, InvitationKeys.Invited(emailKey, kind), cancellationToken: cancellationToken)).HasValue;

    /// <summary>
    /// Null when one more may be open; otherwise the refusal. The write decides; this is an early check.
    /// </summary>
    public async Task<Failure?> RefuseOpeningAsync(string organizationId, CancellationToken cancellationToken) =>
        Refuse((await CountAsync(organizationId, cancellationToken)).Value);

    /// <summary>Invitations in the order of their creation, ended ones included.</summary>
    public Task<Slice<Invitation>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Invitation>(organizationId, InvitationKeys.Invitations, page, cancellationToken);

    /// <summary>Adds the rows of a new invitation.</summary>
    /// <param name="change">The change to add them to.</param>
    /// <param name="invitation">The invitation.</param>
    /// <param name="ifInvited">The failure when the address already has an open invitation; null to decide again.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Null, or the failure that there are too many open invitations.</returns>
    public async Task<Failure?> OpenAsync(ChangeSet change, Invitation invitation, Failure? ifInvited, CancellationToken cancellationToken)
    {
        var count = await CountAsync(change.PartitionKey, cancellationToken);
        if (Refuse(count.Value) is { } tooMany)
            return tooMany;
        change
            .Mark(InvitationKeys.Invited(invitation.Reserves, invitation.Kind), ifThere: ifInvited)
            .Replace(count, new OpenCount(count.Value.Open + 1))
            .Add(InvitationKeys.Invitation(invitation.Id), invitation);
        return null;
    }

    /// <summary>Adds the writes that end an open invitation.</summary>
    public async Task EndAsync(ChangeSet change, Stored<Invitation> open, Invitation ended, CancellationToken cancellationToken)
    {
        change.Replace(open, ended).Delete(InvitationKeys.Invited(ended.Reserves, ended.Kind));
        var count = await CountAsync(change.PartitionKey, cancellationToken);
        change.Replace(count, new OpenCount(count.Value.Open - 1));
    }

    private TooManyOpenInvitations? Refuse(OpenCount count) =>
        count.Open >= options.Value.MaxOpen ? new TooManyOpenInvitations(options.Value.MaxOpen) : null;

    private Task<Stored<OpenCount>> CountAsync(string organizationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync(organizationId, InvitationKeys.Open, new OpenCount(0), cancellationToken);

    private sealed record OpenCount(int Open);
}
