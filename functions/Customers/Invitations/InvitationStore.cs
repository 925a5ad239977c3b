using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Invitations;

/// <summary>
/// The invitations of organizations. An open one has a second row that reserves its address, and counts in a third, so
/// that no address is invited twice at a time and the limit holds, whatever happens at the same moment.
/// </summary>
public sealed class InvitationStore(TableServiceClient tables, IOptions<InvitationOptions> options)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One invitation; null when there is none.</summary>
    public Task<Stored<Invitation>?> FindAsync(string organizationId, string invitationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Invitation>(organizationId, InvitationKeys.Invitation(invitationId), cancellationToken);

    /// <summary>Whether an invitation of this kind to this address waits for an answer.</summary>
    public async Task<bool> IsInvitedAsync(
        string organizationId, string emailKey, InvitationKind kind, CancellationToken cancellationToken) =>
        (
            await _organizations.GetEntityIfExistsAsync<TableEntity>(
                organizationId, InvitationKeys.Invited(emailKey, kind), cancellationToken: cancellationToken)).HasValue;

    /// <summary>Null when one more may be open; else the refusal. The writing decides; this is for what must not happen in vain.</summary>
    public async Task<Failure?> RefuseOpeningAsync(string organizationId, CancellationToken cancellationToken) =>
        Refuse((await CountAsync(organizationId, cancellationToken)).Value);

    /// <summary>Invitations in the order of their creation, ended ones included.</summary>
    public Task<Slice<Invitation>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Invitation>(organizationId, InvitationKeys.Invitations, page, cancellationToken);

    /// <summary>Adds the rows of a new invitation.</summary>
    /// <param name="change">Where they are added.</param>
    /// <param name="invitation">The invitation.</param>
    /// <param name="ifInvited">What it means that the address has an open invitation by then; null: decide again.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Null; or that there are too many open ones.</returns>
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

    /// <summary>Adds what ends an open invitation.</summary>
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

    /// <summary>How many invitations of an organization wait for an answer.</summary>
    private sealed record OpenCount(int Open);
}
