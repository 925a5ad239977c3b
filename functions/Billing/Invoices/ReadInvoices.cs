using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Billing.Invoices;

/// <summary><c>GET /organizations/{organizationId}/invoices</c> and one of them.</summary>
public sealed class ReadInvoices(InvoiceStore invoices, InvoiceComposer composer, TimeProvider time)
{
    [Function(nameof(ListInvoices))]
    [Allow(
        Who.LegalRepresentative | Who.Admin | Who.Billing | Who.MainAccount | Who.Operator,
        Permission.InvoicesRead, Product.Account, Right.Billing)]
    [Operation(
        "List the invoices of an organization, newest first",
        Description = "Those that it pays; those of one day are in no particular order. For a main account with collective invoices, "
            + "they also bill its sub-accounts. With state, from or to, a page may have fewer entries than its limit.",
        Gives = typeof(PageView<InvoiceSummary>),
        Pages = true,
        HasETag = true)]
    [Query("state", typeof(ShownState), "Only invoices in this state.")]
    [Query("from", typeof(DateOnly), "Only invoices of this day or later.")]
    [Query("to", typeof(DateOnly), "Only invoices of this day or earlier.")]
    public async Task<IResult> ListInvoices(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/invoices")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure)
            || !InvoiceFilter.From(request).Succeeded(out var filter, out failure))
            return failure;
        var (today, isOperator) = (CentralEurope.DayOf(time.GetUtcNow()), request.Actor().Kind == ActorKind.Operator);
        List<InvoiceSummary> shown = [];
        string? next;
        var rounds = 0;
        // With a filter, a few pages at most are read. The cursor continues from there, even if the page is empty.
        do
        {
            var slice = await invoices.ListAsync(organizationId, filter.Narrow(page), cancellationToken);
            var views = slice.Items.Select(item => InvoiceSummary.Of(item.Value, today, isOperator));
            shown.AddRange(views.Where(filter.Takes));
            next = filter.IsOver(slice) ? null : slice.Next;
            page = page with { After = next ?? "" };
        }
        while (next is not null && shown.Count == 0 && ++rounds < InvoiceFilter.MostPages);
        return Answer.Read(new PageView<InvoiceSummary>(shown, PageRequest.CursorAfter(next)));
    }

    [Function(nameof(GetInvoice))]
    [Allow(
        Who.LegalRepresentative | Who.Admin | Who.Billing | Who.MainAccount | Who.Operator,
        Permission.InvoicesRead, Product.Account, Right.Billing)]
    [Operation("Show an invoice, by its id or number", Gives = typeof(InvoiceView))]
    public async Task<IResult> GetInvoice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/invoices/{invoice}")] HttpRequest request,
        string organizationId,
        string invoice,
        CancellationToken cancellationToken)
    {
        if (await invoices.FindByAnyAsync(organizationId, invoice, cancellationToken) is not { Value: var found })
            return new NotFound();
        var lines = composer.LinesOf(await invoices.ChargesAsync(found, cancellationToken), found.Tax);
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var summary = InvoiceSummary.Of(found, today, request.Actor().Kind == ActorKind.Operator);
        return Answer.Ok(InvoiceView.Of(found, lines, summary));
    }
}
