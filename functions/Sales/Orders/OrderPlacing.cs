using Accounts.Platform.Documents;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Orders;

/// <summary>Makes orders of drafts: freezes prices, tax and terms.</summary>
public sealed class OrderPlacing(IOptions<ProviderOptions> provider, IOptions<TermsOptions> terms)
{
    /// <summary>The order with its lines, as it is placed now; nothing is stored yet.</summary>
    public (Order Order, IReadOnlyList<OrderLine> Lines) Make(OrderId id, OrderDraft draft, OrderBackground background, string userId, string attempt, DateTimeOffset now)
    {
        var account = background.Account;
        var tax = TaxDecision.Of(provider.Value.Country, account, account.Language);
        var lines = draft.Lines.Select((line, index) => LineOf(index + 1, line.Product, line.UnitPrice.Amount, line.Quantity, tax, background.Today)).ToList();
        var order = new Order
        {
            Id = id.ToString(),
            PlacedAt = now,
            PlacedBy = userId,
            Attempt = attempt,
            Language = account.Language,
            Customer = new OrderCustomer(account.Company, account.VatId),
            Recipient = draft.Recipient,
            PurchaseOrderNumber = draft.PurchaseOrderNumber,
            LayoutWish = draft.LayoutWish,
            ProcureOn = draft.ProcureOn,
            TechnicalContact = draft.TechnicalContact,
            Tax = tax,
            Totals = OrderTotals.Of(lines, provider.Value.Currency),
            Terms = new OrderTerms(terms.Value.Version!, terms.Value.Url!),
            Licenses = lines.Any(line => line.Kind == ProductKind.License) ? LicenseState.Waiting : null,
            Services = lines.Any(line => line.Kind == ProductKind.Service) ? ServiceState.Ordered : null,
            Events = 0,
        };
        return (order, lines);
    }

    private OrderLine LineOf(int number, Product product, long unitPrice, int quantity, TaxDecision tax, DateOnly today) => new(
        number,
        product.Sku,
        product.Name,
        product.Kind,
        product.Deployment,
        product.Vendor,
        product.Team,
        product.Unit,
        unitPrice,
        quantity,
        product.TaxClass,
        tax.Treatment switch
        {
            TaxTreatment.Taxable => TaxRates.On(today, provider.Value.Country, product.TaxClass),
            _ => null,
        });
}
