using Accounts.Access;
using Accounts.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Organizations;

/// <summary>
/// <c>POST /accounts</c>: a signed-in user creates a customer account for a company in DE, AT or CH (<c>seeds/000…</c>).
/// A user may create several: people work for more than one company.
/// </summary>
public sealed class CreateAccount(AccountOpening opening, PaymentProvider payments, IOptions<ContactFormOptions> contactForm, TimeProvider time)
{
    /// <summary>The function.</summary>
    [Function(nameof(CreateAccount))]
    [Allow(Who.AnyUser)]
    [Operation(
        "Create a customer account",
        Description = "Creates the organization, its owner, main contact, invoice contact, payment settings and customer number in one step, or nothing at all.",
        Takes = typeof(AccountForm),
        Gives = typeof(OrganizationView),
        Status = StatusCodes.Status201Created,
        Creates = true,
        HasETag = true,
        HasLocation = true,
        Fails = [typeof(EmailNotVerified), typeof(CountryNotSelfService), typeof(CardTokenRefused), typeof(TemporarilyUnavailable)])]
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

        if (draft.PaymentMethod == PaymentMethod.MainAccount)
            return NoMainAccountPays;
        Card? card = null;
        if (draft.PaymentMethod == PaymentMethod.Card)
        {
            if (draft.CardToken is null)
                return CardTokenMissing;
            // A token may be good for one look only; a repeated request gets its answer without another.
            if (await opening.EarlierAnswerAsync(caller.UserId, creating, cancellationToken) is { } earlier)
                return earlier;
            if (!(await payments.FindCardAsync(draft.CardToken, cancellationToken)).Succeeded(out card, out failure))
                return failure;
        }

        var account = NewAccount.Of(caller, email, draft, card, Languages.Of(request), time.GetUtcNow());
        return await opening.OpenAsync(processes, caller, account, creating, cancellationToken);
    }

    /// <summary>Only a main account begins to pay for another, by ordering it.</summary>
    internal static InvalidFields NoMainAccountPays { get; } =
        new([new FieldError("#/payment/method", "No main account pays for this one.", "One of invoice, card.")]);

    /// <summary>Card payment without a card.</summary>
    internal static InvalidFields CardTokenMissing { get; } =
        new([new FieldError("#/payment/cardToken", "This is missing.", "With method card: the token from the payment provider.")]);
}
