using Accounts.Access;
using Accounts.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Organizations;

/// <summary><c>GET /organizations/{organizationId}/payment-settings</c>: how invoices are paid, and to which contact they go.</summary>
public sealed class GetPaymentSettings(OrganizationStore organizations)
{
    /// <summary>The function.</summary>
    [Function(nameof(GetPaymentSettings))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing)]
    [Operation("Show the payment settings of an organization", Gives = typeof(PaymentSettingsView), HasETag = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/payment-settings")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken) =>
        await organizations.FindAccountAsync(organizationId, cancellationToken) is { } account
            ? Answer.Ok(PaymentSettingsView.Of(account.Value), account.Value.Version)
            : new NotFound();
}

/// <summary>Payment settings as the interface shows them.</summary>
/// <param name="Method">The means of payment.</param>
/// <param name="Card">The card on file, when that is the means.</param>
/// <param name="InvoiceContactId">The one contact that invoices go to.</param>
public sealed record PaymentSettingsView(PaymentMethod Method, CardView? Card, string InvoiceContactId)
{
    /// <summary>Shows the payment settings of an account.</summary>
    public static PaymentSettingsView Of(CustomerAccount account)
    {
        var payment = PaymentView.Of(account.Payment);
        return new(payment.Method, payment.Card, account.InvoiceContactId);
    }
}
