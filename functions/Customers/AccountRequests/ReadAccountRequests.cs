using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.AccountRequests;

/// <summary><c>GET /account-requests</c> and one of them.</summary>
public sealed class ReadAccountRequests(AccountRequestStore requests)
{
    [Function(nameof(ListAccountRequests))]
    [Allow(Who.Operator)]
    [Operation("List the requests for accounts, newest first", Gives = typeof(PageView<AccountRequestView>), Pages = true)]
    public async Task<IResult> ListAccountRequests(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "account-requests")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok((await requests.ListAsync(page, cancellationToken)).Show(AccountRequestView.Of));
    }

    [Function(nameof(GetAccountRequest))]
    [Allow(Who.Operator)]
    [Operation("Show a request for an account", Gives = typeof(AccountRequestView))]
    public async Task<IResult> GetAccountRequest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "account-requests/{requestId}")] HttpRequest request,
        string requestId,
        CancellationToken cancellationToken) =>
        Ids.IsWellFormed(requestId) && await requests.FindAsync(requestId, cancellationToken) is { } found
            ? Answer.Ok(AccountRequestView.Of(found.Value))
            : new NotFound();
}

/// <summary>A request for an account as operators see it.</summary>
/// <param name="Id">Id of the request.</param>
/// <param name="FormId">The form that it was sent with.</param>
/// <param name="SubmittedAt">When the form was sent.</param>
/// <param name="ReceivedAt">When we received it.</param>
/// <param name="Email">E-mail address of the future owner.</param>
/// <param name="FirstName">Vorname</param>
/// <param name="LastName">Nachname</param>
/// <param name="Company">The company.</param>
/// <param name="Message">The message that was sent with the form.</param>
/// <param name="State">Whether it is decided.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="OrganizationId">The organization that was made from it.</param>
/// <param name="Links">Link to its process.</param>
public sealed record AccountRequestView(
    string Id,
    string FormId,
    DateTimeOffset SubmittedAt,
    DateTimeOffset ReceivedAt,
    string Email,
    string FirstName,
    string LastName,
    Company Company,
    string? Message,
    AccountRequestState State,
    DateTimeOffset? DecidedAt,
    string? Reason,
    string? OrganizationId,
    ProcessLinks Links)
{
    public static AccountRequestView Of(AccountRequest request) => new(
        request.Id,
        request.FormId,
        request.SubmittedAt,
        request.ReceivedAt,
        request.Email,
        request.FirstName,
        request.LastName,
        request.Company,
        request.Message,
        request.State,
        request.DecidedAt,
        request.Reason,
        request.OrganizationId,
        ProcessLinks.Of(AccountRequestProcess.IdOf(request.Id)));
}
