using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Invitations;

/// <summary>
/// The invitations of organizations. An open one has a second row that reserves its address, and counts in a third, so
/// that no address is invited twice at a time and the limit holds, whatever happens at the same moment.
/// </summary>
public sealed class InvitationStore(TableServiceClient tables, AuditLog audit, IInvitedLogins logins, IOptions<InvitationOptions> options)
{
    // Everything that opens or ends an invitation meets at the count; each round lets one through.
    private const int MaxTries = 50;

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>One invitation; null when there is none.</summary>
    public Task<Stored<Invitation>?> FindAsync(string organizationId, string invitationId, CancellationToken cancellationToken) =>
        _organizations.FindAsync<Invitation>(organizationId, InvitationKeys.Invitation(invitationId), cancellationToken);

    /// <summary>Whether an invitation of this kind to this address waits for an answer.</summary>
    public async Task<bool> IsInvitedAsync(string organizationId, string emailKey, InvitationKind kind, CancellationToken cancellationToken) =>
        (await _organizations.GetEntityIfExistsAsync<TableEntity>(organizationId, InvitationKeys.Invited(emailKey, kind), cancellationToken: cancellationToken)).HasValue;

    /// <summary>Null when one more may be open; else the refusal. The writing decides; this is for what must not happen in vain.</summary>
    public async Task<Failure?> RefuseOpeningAsync(string organizationId, CancellationToken cancellationToken) =>
        Refuse((await CountAsync(organizationId, cancellationToken)).Value);

    /// <summary>Invitations in the order of their creation, ended ones included.</summary>
    public Task<Slice<Invitation>> ListAsync(string organizationId, PageRequest page, CancellationToken cancellationToken) =>
        _organizations.PageAsync<Invitation>(organizationId, InvitationKeys.Invitations, page, cancellationToken);

    /// <summary>What the request was answered with before; null when it is new.</summary>
    public Task<IResult?> EarlierAnswerAsync(string organizationId, CreatingRequest request, DateTimeOffset now, CancellationToken cancellationToken) =>
        request.EarlierAnswerAsync(_organizations, organizationId, now, cancellationToken);

    /// <summary>Writes a new invitation and the answer to the request for it.</summary>
    /// <returns>The answer, an earlier one, or why there is no invitation.</returns>
    public async Task<IResult> OpenAsync(string organizationId, Invitation invitation, Actor actor, CreatingRequest request, Answer answer, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (!(await OpeningAsync(organizationId, invitation, cancellationToken)).Succeeded(out var opening, out var tooMany))
                return tooMany;
            try
            {
                await audit.CommitAsync(organizationId, [request.AnswerRow(organizationId, answer, invitation.CreatedAt), .. opening], Event(AuditAction.InvitationSent, actor, invitation), cancellationToken);
                return answer;
            }
            catch (TableTransactionFailedException e) when (e.FailedTransactionActionIndex == 0)
            {
                return await EarlierAnswerAsync(organizationId, request, invitation.CreatedAt, cancellationToken) ?? new RequestInFlight(TimeSpan.FromSeconds(1));
            }
            catch (TableTransactionFailedException e) when (e.FailedTransactionActionIndex == 1)
            {
                // Perhaps by this very request, sent twice at once.
                return await EarlierAnswerAsync(organizationId, request, invitation.CreatedAt, cancellationToken) ?? new AlreadyInvited();
            }
            catch (RequestFailedException e) when (IsMeeting(e))
            {
                // The count moved meanwhile.
            }
        }

        return new TemporarilyUnavailable();
    }

    /// <summary>The writes that open an invitation, for a transaction with what it is for. They conflict when the address has an open one or the count moves meanwhile.</summary>
    public async Task<Outcome<List<TableTransactionAction>>> OpeningAsync(string organizationId, Invitation invitation, CancellationToken cancellationToken)
    {
        var count = await CountAsync(organizationId, cancellationToken);
        if (Refuse(count.Value) is { } tooMany)
            return tooMany;
        return new List<TableTransactionAction>
        {
            new(TableTransactionActionType.Add, new TableEntity(organizationId, InvitationKeys.Invited(invitation.Reserves, invitation.Kind))),
            Count(organizationId, count, +1),
            new(TableTransactionActionType.Add, Rows.Row(organizationId, InvitationKeys.Invitation(invitation.Id), invitation)),
        };
    }

    /// <summary>The writes that end an open invitation. They conflict when it ends otherwise or the count moves meanwhile.</summary>
    public async Task<List<TableTransactionAction>> EndingAsync(string organizationId, Stored<Invitation> open, Invitation ended, CancellationToken cancellationToken) =>
    [
        new(TableTransactionActionType.UpdateReplace, Rows.Row(organizationId, open.RowKey, ended), open.Tag),
        new(TableTransactionActionType.Delete, new TableEntity(organizationId, InvitationKeys.Invited(ended.Reserves, ended.Kind)), ETag.All),
        Count(organizationId, await CountAsync(organizationId, cancellationToken), -1),
    ];

    /// <summary>Writes the end of an invitation; with a new member or whatever comes of its being accepted, and with the contact whose login it was for; all or nothing.</summary>
    /// <returns>Null when written; else why not. Whoever was faster decides.</returns>
    public async Task<Failure?> EndAsync(
        string organizationId, Stored<Invitation> open, Invitation ended, Actor actor, Member? member, InvitationFruit? fruit, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var login = ended.ContactId is null ? null : await logins.FindAsync(organizationId, ended, cancellationToken);
            // Whoever has taken the login away has taken back the invitation. Without it, nobody joins with all rights of a role.
            if (ended.ContactId is not null && login is null)
                return new InvitationEnded(InvitationState.Revoked);
            var actions = await EndingAsync(organizationId, open, ended, cancellationToken);
            if (member is not null)
                actions.Add(new(TableTransactionActionType.Add, Rows.Row(organizationId, MemberKeys.Member(member.UserId), member with { Login = login?.Login })));
            if (member is { Role: Role.LegalRepresentative })
                actions.Add(await OneMoreLegalRepresentativeAsync(organizationId, cancellationToken));
            if (login is not null)
                actions.Add(login.Write);
            var withoutFruit = actions.Count;
            actions.AddRange(fruit?.Writes ?? []);
            try
            {
                await audit.CommitAsync(organizationId, actions, Event(ActionOf(ended.State), actor, ended), cancellationToken);
                return null;
            }
            catch (TableTransactionFailedException e) when (e.FailedTransactionActionIndex is 0 or 1)
            {
                var now = await FindAsync(organizationId, ended.Id, cancellationToken);
                // Written by us: the client of the storage asked twice, because the first answer got lost.
                if (now?.Value == ended)
                    return null;
                return now is { Value.State: not InvitationState.Pending } ? new InvitationEnded(now.Value.State) : new InvitationChanged();
            }
            catch (TableTransactionFailedException e) when (member is not null && e.FailedTransactionActionIndex == 3)
            {
                return new AlreadyMember();
            }
            catch (TableTransactionFailedException e) when (fruit is not null && e.FailedTransactionActionIndex >= withoutFruit && e.FailedTransactionActionIndex < actions.Count)
            {
                return fruit.Conflict;
            }
            catch (RequestFailedException e) when (IsMeeting(e))
            {
                // The count of invitations or of legal representatives, or the contact, changed meanwhile.
            }
        }

        return new TemporarilyUnavailable();
    }

    /// <summary>Writes a change that leaves the invitation open.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="open">As read.</param>
    /// <param name="changed">As it will be.</param>
    /// <param name="happened">What the change is called; null when it is none that anybody sees.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when somebody else was faster, with another wish.</returns>
    public async Task<bool> TryChangeAsync(string organizationId, Stored<Invitation> open, Invitation changed, AuditAction? happened, Actor actor, CancellationToken cancellationToken)
    {
        var row = Rows.Row(organizationId, open.RowKey, changed);
        try
        {
            if (happened is { } action)
                await audit.CommitAsync(organizationId, [new(TableTransactionActionType.UpdateReplace, row, open.Tag)], Event(action, actor, changed), cancellationToken);
            else
                await _organizations.UpdateEntityAsync(row, open.Tag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status412PreconditionFailed)
        {
            return (await FindAsync(organizationId, changed.Id, cancellationToken))?.Value == changed;
        }
    }

    private TooManyOpenInvitations? Refuse(OpenCount count) =>
        count.Open >= options.Value.MaxOpen ? new TooManyOpenInvitations(options.Value.MaxOpen) : null;

    private async Task<Stored<OpenCount>> CountAsync(string organizationId, CancellationToken cancellationToken) =>
        await _organizations.FindAsync<OpenCount>(organizationId, InvitationKeys.Open, cancellationToken)
        ?? new Stored<OpenCount>(new OpenCount(0), InvitationKeys.Open, default);

    private static TableTransactionAction Count(string organizationId, Stored<OpenCount> count, int change)
    {
        var row = Rows.Row(organizationId, InvitationKeys.Open, new OpenCount(count.Value.Open + change));
        return count.Tag == default
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, count.Tag);
    }

    private async Task<TableTransactionAction> OneMoreLegalRepresentativeAsync(string organizationId, CancellationToken cancellationToken)
    {
        var organization = await _organizations.FindAsync<Organization>(organizationId, OrganizationKeys.Organization, cancellationToken)
            ?? throw new InvalidOperationException("An invitation has no organization.");
        var counted = organization.Value with { LegalRepresentatives = organization.Value.LegalRepresentatives + 1 };
        return new(TableTransactionActionType.UpdateReplace, Rows.Row(organizationId, OrganizationKeys.Organization, counted), organization.Tag);
    }

    private static AuditEvent Event(AuditAction action, Actor actor, Invitation invitation)
    {
        var happened = new AuditEvent(action, actor, invitation.Id).With("kind", EnumNames.Of(invitation.Kind));
        return invitation.Role is { } role ? happened.With("role", EnumNames.Of(role)) : happened;
    }

    private static AuditAction ActionOf(InvitationState state) => state switch
    {
        InvitationState.Accepted => AuditAction.InvitationAccepted,
        InvitationState.Declined => AuditAction.InvitationDeclined,
        InvitationState.Revoked => AuditAction.InvitationRevoked,
        InvitationState.Expired => AuditAction.InvitationExpired,
        _ => throw new ArgumentOutOfRangeException(nameof(state), "An open invitation has not ended."),
    };

    private static bool IsMeeting(RequestFailedException e) => e.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed;

    /// <summary>How many invitations of an organization wait for an answer.</summary>
    private sealed record OpenCount(int Open);
}
