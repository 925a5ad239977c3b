using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.SelfService;

/// <summary>
/// <c>POST /accounts</c>: a signed-in user creates a customer account for a company in DE, AT or CH (<c>seeds/000…</c>).
/// A user may create several: people work for more than one company.
/// </summary>
public sealed class CreateAccount(SelfServiceOpening selfService, IOptions<ContactFormOptions> contactForm)
{
    [Function(nameof(CreateAccount))]
    [Allow(Who.AnyUser)]
    [Operation(
        "Create a customer account",
        Description =
            "Creates the organization, its owner, main contact, invoice contact, payment settings and customer number in one step, or "
                + "nothing at all. A user may have several; canCreateAccount of GET /me says whether another can be opened today.",
        Takes = typeof(AccountForm),
        Gives = typeof(OrganizationView),
        Status = StatusCodes.Status201Created,
        Creates = true,
        HasETag = true,
        HasLocation = true,
        Fails =
        [
            typeof(TooManyAccounts),
            typeof(EmailNotVerified),
            typeof(CountryNotSelfService),
            typeof(CardTokenRefused),
            typeof(TemporarilyUnavailable),
        ])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        if (!caller.EmailVerified || caller.Email is not { } email)
            return new EmailNotVerified();
        var body = await Body.ReadAsync<AccountForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (!CreatingRequest.From(request, caller.UserId, nameof(CreateAccount), form).Succeeded(out var creating, out failure))
            return failure;
        if (!AccountDraft.From(form, contactForm.Value.Url).Succeeded(out var draft, out failure))
            return failure;
        return await selfService.OpenAsync(processes, new(caller, email, draft, Languages.Of(request), creating), cancellationToken);
    }
}
