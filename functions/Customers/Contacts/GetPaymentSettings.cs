using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.Contacts;

/// <summary><c>GET /organizations/{organizationId}/payment-settings</c>: how invoices are paid, and to which contact they go.</summary>
public sealed class GetPaymentSettings(OrganizationStore organizations)
{
    [Function(nameof(GetPaymentSettings))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing, Permission.PaymentSettingsRead, Product.Account, Right.Billing)]
    [Operation("Show the payment settings of an organization", Gives = typeof(PaymentSettingsView), HasETag = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/payment-settings")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken) =>
        await organizations.FindAccountAsync(organizationId, cancellationToken) is { } account
            ? Answer.Ok(PaymentSettingsView.Of(organizationId, account.Value), account.Value)
            : new NotFound();
}

/// <summary>Payment settings as the API returns them.</summary>
/// <param name="Method">The means of payment.</param>
/// <param name="Card">The card on file, for payment by card.</param>
/// <param name="InvoiceContactId">The contact that invoices go to.</param>
/// <param name="Scheduled">A scheduled switch to another contact.</param>
public sealed record PaymentSettingsView(PaymentMethod Method, CardView? Card, string InvoiceContactId, ScheduledSwitchView? Scheduled)
{
    public static PaymentSettingsView Of(string organizationId, CustomerAccount account)
    {
        var payment = PaymentView.Of(account.Payment);
        return new(
            payment.Method,
            payment.Card,
            account.InvoiceContactId,
            account.ScheduledSwitch is { } scheduled ? ScheduledSwitchView.Of(organizationId, scheduled) : null);
    }
}

/// <summary>A scheduled switch of the invoice contact.</summary>
/// <param name="InvoiceContactId">The contact that invoices will go to.</param>
/// <param name="ValidFrom">Applies from the beginning of this day, in Central European time.</param>
/// <param name="Links">Link to its process.</param>
public sealed record ScheduledSwitchView(string InvoiceContactId, DateOnly ValidFrom, ProcessLinks Links)
{
    public static ScheduledSwitchView Of(string organizationId, ScheduledSwitch scheduled) =>
        new(scheduled.ContactId, scheduled.ValidFrom, ProcessLinks.Of(InvoiceContactSwitchProcess.IdOf(organizationId, scheduled.Id)));
}
