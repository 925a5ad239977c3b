using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.AccountRequests;

/// <summary>Makes the organization of an approved request, with its owner when known, in one transaction.</summary>
public sealed class OrganizationFounding(TableServiceClient tables, AuditLog audit, Counters counters, TimeProvider time)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Makes it under the number that the request carries; done already means done.</summary>
    /// <returns>What was made; null when the number is another organization's.</returns>
    public async Task<Founded?> TryFoundAsync(AccountRequest request, KnownUser? owner, CancellationToken cancellationToken)
    {
        var number = request.OrganizationId ?? throw new InvalidOperationException("Only approved requests have a number.");
        var origin = Keys.Origin(request.Id);
        var founded = new Founded(number, owner?.UserId);
        var rows = NewAccount.Of(request, owner, time.GetUtcNow()).Rows(number)
            .Append(new TableTransactionAction(TableTransactionActionType.Add, Rows.Row(number, origin, founded)))
            .Concat(audit.First(number, new AuditEvent(AuditAction.AccountCreated, Actor.System, number).With("accountRequest", request.Id)));
        try
        {
            await _organizations.SubmitTransactionAsync(rows, cancellationToken);
            counters.Changed(AuditAction.AccountCreated);
            return founded;
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status409Conflict)
        {
            return (await _organizations.FindAsync<Founded>(number, origin, cancellationToken))?.Value;
        }
    }
}

/// <summary>An organization made of a request.</summary>
/// <param name="OrganizationId">Its id.</param>
/// <param name="OwnerId">The user who owns it; null when somebody is to be invited.</param>
public sealed record Founded(string OrganizationId, string? OwnerId);
