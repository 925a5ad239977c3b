using Accounts.Customers.Organizations;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Orders;

/// <summary>An order with its lines.</summary>
public sealed record PlacedOrder(Order Order, IReadOnlyList<OrderLine> Lines);

/// <summary>One attempt to place an order.</summary>
/// <param name="Id">The number that it would get.</param>
/// <param name="Name">Distinguishes its process from those of other attempts at the number.</param>
/// <param name="UserId">Id of the user who places it.</param>
/// <param name="At">When it is placed.</param>
public sealed record OrderAttempt(OrderId Id, string Name, string UserId, DateTimeOffset At);

/// <summary>Makes orders from drafts, with fixed prices, tax and terms. Reads and writes nothing.</summary>
public sealed class OrderPlacing(IOptions<ProviderOptions> provider, IOptions<TermsOptions> terms)
{
    /// <summary>Null when an account can pay an order; otherwise why not.</summary>
    public static Failure? RefusePayment(Payment payment, DateOnly today) =>
        payment is { Method: PaymentMethod.Card, Card: { } card }
        && (card.ExpiryYear, card.ExpiryMonth).CompareTo((today.Year, today.Month)) < 0
            ? new CardExpired()
            : null;

    /// <summary>The order of a draft, as it is placed now.</summary>
    public PlacedOrder Make(OrderDraft draft, OrderBackground background, OrderAttempt attempt)
    {
        var account = background.Account;
        var tax = TaxDecision.Of(new TaxSupplier(provider.Value.Country, provider.Value.SmallBusiness), account, account.Language);
        var lines = draft.Lines
            .Select((line, index) => LineOf(index + 1, line, tax, background.Today))
            .ToList();
        var hasServices = lines.Any(line => line.Kind == ProductKind.Service);
        var order = new Order
        {
            Id = attempt.Id.ToString(),
            PlacedAt = attempt.At,
            PlacedBy = attempt.UserId,
            Attempt = attempt.Name,
            Language = account.Language,
            Customer = new OrderCustomer(account.Company, account.VatId),
            Recipient = draft.Recipient,
            PurchaseOrderNumber = draft.PurchaseOrderNumber,
            LayoutWish = draft.LayoutWish,
            ProjectId = draft.ProjectId,
            ProcureOn = draft.ProcureOn,
            TechnicalContact = draft.TechnicalContact,
            Account = draft.Account,
            Tax = tax,
            Totals = OrderTotals.Of(lines, provider.Value.Currency),
            Terms = new OrderTerms(terms.Value.Version!, terms.Value.Url!),
            Licenses = lines.Any(line => line.Kind == ProductKind.License) ? LicenseState.Waiting : null,
            Services = hasServices ? ServiceState.Ordered : null,
            Progress = hasServices ? ServiceProgress.Of(lines) : null,
            Events = 0,
        };
        return new(order, lines);
    }

    private OrderLine LineOf(int number, DraftLine line, TaxDecision tax, DateOnly today) => new(
        number,
        line.Product.Sku,
        line.Product.Name,
        line.Product.Kind,
        line.Product.Deployment,
        line.Product.Vendor,
        line.Product.Team,
        line.Product.Unit,
        line.UnitPrice.Amount,
        line.Quantity,
        line.Product.TaxClass,
        tax.Treatment switch
        {
            TaxTreatment.Taxable => TaxRates.On(today, provider.Value.Country, line.Product.TaxClass),
            _ => null,
        },
        line.Product.Recurrence);
}
