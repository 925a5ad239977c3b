using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Customers.Contacts;

/// <summary><c>GET /organizations/{organizationId}/payment-settings/history</c></summary>
public sealed class ReadInvoiceContactHistory(PaymentSettingsStore settings)
{
    [Function("ListInvoiceContactSwitches")]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing, Permission.PaymentSettingsRead)]
    [Operation("List the switches of the invoice contact, oldest first", Gives = typeof(PageView<InvoiceContactSwitch>), Pages = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/payment-settings/history")]
        HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        return Answer.Ok((await settings.ListAsync(organizationId, page, cancellationToken)).Show(made => made));
    }
}
