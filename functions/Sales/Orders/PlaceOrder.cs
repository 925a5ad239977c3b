using Accounts.Access;
using Accounts.Customers.Contacts;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Orders;

/// <summary><c>POST /organizations/{organizationId}/orders</c>: places an order (<c>seeds/004…</c>).</summary>
public sealed class PlaceOrder(OrderStore orders, OrganizationStore organizations, ContactStore contacts, CatalogStore catalog, OrderPlacing placing, TimeProvider time)
{
    // Orders of one organization meet at the count; each round lets one through.
    private const int MaxRounds = 50;

    /// <summary>The function.</summary>
    [Function(nameof(PlaceOrder))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing)]
    [Operation(
        "Place an order",
        Description = "Prices, tax and terms are those of now and stay so. The confirmation is mailed; then licenses are bought, at once or on procureOn, and teams are told of services. Where the tax cannot be decided yet, such as for an Austrian company whose VAT id is not verified, the order is taken and its tax is toBeReviewed.",
        Takes = typeof(OrderForm),
        Gives = typeof(OrderSummary),
        Status = StatusCodes.Status202Accepted,
        Creates = true,
        HasLocation = true,
        Fails = [typeof(CardExpired), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/orders")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<OrderForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var actor = request.Actor();
        if (!CreatingRequest.From(request, actor.UserId!, nameof(PlaceOrder), form).Succeeded(out var creating, out failure))
            return failure;
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await TryPlaceAsync(processes, organizationId, actor, form, creating, cancellationToken) is { } answer)
                return answer;
        }

        return new TemporarilyUnavailable();
    }

    /// <returns>Null when one of the rows has changed meanwhile.</returns>
    private async Task<IResult?> TryPlaceAsync(
        DurableTaskClient processes, string organizationId, Actor actor, OrderForm form, CreatingRequest creating, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await orders.EarlierAnswerAsync(organizationId, creating, now, cancellationToken) is { } earlier)
            return earlier;
        if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } account
            || await contacts.FindAsync(organizationId, Contact.MainId, cancellationToken) is not { } main)
            return new NotFound();
        var today = CentralEurope.DayOf(now);
        if (account.Value.Payment is { Method: PaymentMethod.Card, Card: { } card } && (card.ExpiryYear, card.ExpiryMonth).CompareTo((today.Year, today.Month)) < 0)
            return new CardExpired();
        var products = await catalog.FindAllAsync(SkusOf(form), cancellationToken);
        var background = new OrderBackground(account.Value, main.Value, products, today);
        if (!OrderDraft.From(form, background).Succeeded(out var draft, out var failure))
            return failure;

        var count = await orders.CountAsync(organizationId, cancellationToken);
        var id = new OrderId(organizationId, count.Value.Orders + 1);
        var (order, lines) = placing.Make(id, draft, background, actor.UserId!, Ids.New(now), now);
        var process = OrderProcess.IdOf(order);
        await processes.StartOnceAsync(nameof(OrderProcess), process, new OrderRun(order.Id, order.Attempt), cancellationToken);
        var answer = Answer.Accepted($"/api/orders/{order.Id}", OrderSummary.Of(order));
        if (!await orders.TryAddAsync(order, lines, count, creating.AnswerRow(organizationId, answer, now), actor, cancellationToken))
            return null;
        await processes.TellAsync(process);
        return answer;
    }

    // Who sends too many lines hears of that, not of each; nothing is looked up for them.
    private static HashSet<string> SkusOf(OrderForm form) =>
        form.Lines is { Count: <= OrderDraft.MaxLines } lines ? [.. lines.Select(line => line.Sku).OfType<string>()] : [];
}
