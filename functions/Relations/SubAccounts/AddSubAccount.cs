using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// <c>POST /organizations/{organizationId}/sub-accounts</c>: adds a sub-account (Nebenaccount hinzufügen, <c>seeds/003…</c>),
/// by asking an existing account or by ordering a new one.
/// </summary>
public sealed class AddSubAccount(AskToLink asking, OrderNewSubAccount ordering)
{
    [Function(nameof(AddSubAccount))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Add a sub-account",
        Description = "With mode link, a legal representative of the account with this customer number is asked by mail, and any of its "
            + "legal representatives may agree; the Location is that of the invitation. With mode order, a new account is ordered. It is "
            + "listed immediately as new, with its own number, and becomes active when an operator confirms that its lines are "
            + "provisioned. Its contact is invited to become its legal representative. Its lines are an order of the main account, with "
            + "a confirmation by mail; they are charged to the main account when the new account becomes active. To cancel it before "
            + "that, cancel the order. Until the new account has its own settings, the main account pays and gets its invoices.",
        Takes = typeof(AddSubAccountForm),
        Gives = typeof(AddedSubAccount),
        Status = StatusCodes.Status202Accepted,
        Creates = true,
        HasLocation = true,
        Fails =
        [
            typeof(IsSubAccount),
            typeof(AlreadySubAccount),
            typeof(AccountNotLinkable),
            typeof(AlreadyAsked),
            typeof(TooManyAsked),
            typeof(TooManyOrdered),
            typeof(LinkInProgress),
            typeof(TooManySubAccounts),
            typeof(Customers.Invitations.TooManyOpenInvitations), typeof(Customers.Invitations.TooManyMails),
            typeof(Customers.Organizations.CountryNotSelfService), typeof(Sales.Orders.CardExpired), typeof(TemporarilyUnavailable),
        ])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/sub-accounts")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<AddSubAccountForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (!CreatingRequest.From(request, request.Caller().UserId, nameof(AddSubAccount), form).Succeeded(out var creating, out failure))
            return failure;
        var adding = new Adding(request, processes, organizationId, creating);
        return form.Mode switch
        {
            SubAccountMode.Link => await asking.AskAsync(adding, form, cancellationToken),
            SubAccountMode.Order => await ordering.OrderAsync(adding, form, cancellationToken),
            _ => new InvalidFields([new FieldError("#/mode", "This is missing.", "One of link, order.")]),
        };
    }
}

/// <summary>A request to add a sub-account.</summary>
/// <param name="Http">The HTTP request, with its caller.</param>
/// <param name="Processes">Starts processes.</param>
/// <param name="MainId">The main account, or the account that becomes one.</param>
/// <param name="Creating">Identifies the request, for idempotency.</param>
public sealed record Adding(HttpRequest Http, DurableTaskClient Processes, string MainId, CreatingRequest Creating);

/// <summary>The result of adding a sub-account. For an account that is asked, it says no more than what was sent.</summary>
/// <param name="CustomerNumber">Its customer number.</param>
/// <param name="State">State of the sub-account.</param>
/// <param name="OrderId">The order of its products; absent when an existing account is asked.</param>
/// <param name="Links">Where the process can be followed.</param>
public sealed record AddedSubAccount(string CustomerNumber, AddedState State, string? OrderId, ProcessLinks Links);

/// <summary>State of an added sub-account.</summary>
public enum AddedState
{
    /// <summary>Its legal representative is asked.</summary>
    Asked,

    /// <summary>It is ordered, and in the list.</summary>
    New,
}
