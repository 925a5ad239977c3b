using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Invoices;

/// <summary>The documents of an invoice, as they were issued; for a draft, a preview.</summary>
public sealed class ReadInvoiceDocuments(
    InvoiceStore invoices, InvoiceReading reading, DocumentStore documents, IOptions<ProviderOptions> provider, TimeProvider time)
{
    [Function(nameof(GetInvoicePdf))]
    [Allow(
        Who.LegalRepresentative | Who.Admin | Who.Billing | Who.MainAccount | Who.Operator,
        Permission.InvoicesRead, Product.Account, Right.Billing)]
    [Operation(
        "Get an invoice as PDF",
        Description = "By number: byte for byte as it was issued. By the id of a draft: a preview, marked as such.",
        MediaType = "application/pdf")]
    public async Task<IResult> GetInvoicePdf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/invoices/{invoice}.pdf")]
        HttpRequest request,
        string organizationId,
        string invoice,
        CancellationToken cancellationToken)
    {
        if (await invoices.FindByAnyAsync(organizationId, invoice, cancellationToken) is not { Value: var found })
            return new NotFound();
        if (found.Issued is { } issued)
            return new FileAnswer(await documents.ReadAsync(issued.Pdf, cancellationToken), issued.Pdf.ContentType, found.Number + ".pdf");
        if (!found.IsDraft)
            return new NotFound();
        var draft = await reading.ReadAsync(found, CentralEurope.DayOf(time.GetUtcNow()), cancellationToken);
        var pdf = LetterLayout.Render(InvoiceLetter.Of(draft.Document, provider.Value));
        return new FileAnswer(pdf, "application/pdf", $"draft-{found.Id}.pdf");
    }

    [Function(nameof(GetInvoiceXml))]
    [Allow(
        Who.LegalRepresentative | Who.Admin | Who.Billing | Who.MainAccount | Who.Operator,
        Permission.InvoicesRead, Product.Account, Right.Billing)]
    [Operation(
        "Get an invoice as XRechnung", Description = "Byte for byte as it was issued. A draft has none.", MediaType = "application/xml")]
    public async Task<IResult> GetInvoiceXml(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/invoices/{invoice}.xml")]
        HttpRequest request,
        string organizationId,
        string invoice,
        CancellationToken cancellationToken) =>
        await invoices.FindByAnyAsync(organizationId, invoice, cancellationToken) is { Value: { Issued: { } issued } found }
            ? new FileAnswer(await documents.ReadAsync(issued.Xml, cancellationToken), issued.Xml.ContentType, found.Number + ".xml")
            : new NotFound();
}
