using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.Organizations;

/// <summary><c>GET /organizations/{organizationId}/account</c>: the commercial data.</summary>
public sealed class GetAccount(OrganizationStore organizations, TimeProvider time)
{
    [Function(nameof(GetAccount))]
    [Allow(
        Who.LegalRepresentative | Who.Admin | Who.Billing | Who.MainAccount | Who.Operator,
        Permission.AccountRead,
        Product.Account,
        Right.Read)]
    [Operation(
        "Show the customer account of an organization",
        Description = "A partner sees payment and invoiceEmail only with the right billing on the account.",
        Gives = typeof(AccountView),
        HasETag = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/account")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } account)
            return new NotFound();
        var view = AccountView.Of(organizationId, account.Value);
        var withPayment = request
            .Delegation()?
            .Allows(new ProductRight(Product.Account, Right.Billing), CentralEurope.DayOf(time.GetUtcNow()))
            ?? true;
        return Answer.Ok(withPayment ? view : view with { Payment = null, InvoiceEmail = null }, account.Value);
    }
}

/// <summary>A customer account as the API returns it.</summary>
public sealed record AccountView(
    string CustomerNumber,
    string Country,
    ContactPerson Contact,
    Company Company,
    string? VatId,
    TaxIdStatus? TaxIdStatus,
    TaxIdEvidence? TaxIdEvidence,
    string? RegisterNumber,
    string? RegisterCourt,
    PaymentView? Payment,
    string? InvoiceEmail,
    Language Language)
{
    public static AccountView Of(string organizationId, CustomerAccount account) => new(
        organizationId,
        account.Country,
        account.Contact,
        account.Company,
        account.VatId,
        account.TaxIdStatus,
        account.TaxIdEvidence,
        account.RegisterNumber,
        account.RegisterCourt,
        PaymentView.Of(account.Payment),
        account.InvoiceEmail,
        account.Language);
}

/// <summary>Means of payment as the API returns it.</summary>
public sealed record PaymentView(PaymentMethod Method, CardView? Card)
{
    public static PaymentView Of(Payment payment) =>
        new(payment.Method, payment.Card is { } card ? new(card.Brand, card.LastFour, card.ExpiryMonth, card.ExpiryYear) : null);
}

/// <summary>What may be shown of a card, without the payment provider's token.</summary>
public sealed record CardView(string Brand, string LastFour, int ExpiryMonth, int ExpiryYear);
