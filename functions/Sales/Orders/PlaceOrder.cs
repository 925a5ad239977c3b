using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Contacts;
using Accounts.Customers.Organizations;
using Accounts.Customers.Projects;
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
public sealed class PlaceOrder(
    OrderStore orders,
    OrganizationStore organizations,
    ContactStore contacts,
    CatalogStore catalog,
    ProjectStore projects,
    OrderOpening opening,
    OrganizationChanges changes,
    TimeProvider time)
{
    [Function(nameof(PlaceOrder))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Billing)]
    [Operation(
        "Place an order",
        Description = "Prices, tax and terms are fixed when the order is placed. The confirmation is mailed. Then licenses are bought, "
            + "immediately or on procureOn, and teams are notified of services. If the tax cannot be decided yet, for example because the "
            + "VAT id of an Austrian company is not verified, the order is accepted and its tax is toBeReviewed.",
        Takes = typeof(OrderForm),
        Gives = typeof(OrderSummary),
        Status = StatusCodes.Status202Accepted,
        Creates = true,
        HasLocation = true,
        Fails = [typeof(AccountCancelled), typeof(CardExpired), typeof(TemporarilyUnavailable)])]
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
        var now = time.GetUtcNow();
        var wish = new OrderWish(organizationId, actor, Ids.New(now), now);
        return await changes.AnswerOnceAsync(
            organizationId, creating, () => DecideAsync(form, wish, processes, cancellationToken), cancellationToken);
    }

    private async Task<Decision<Answer>> DecideAsync(
        OrderForm form, OrderWish wish, DurableTaskClient processes, CancellationToken cancellationToken)
    {
        if (await organizations.FindAsync(wish.OrganizationId, cancellationToken) is not { } organization
            || await organizations.FindAccountAsync(wish.OrganizationId, cancellationToken) is not { } account
            || await contacts.FindAsync(wish.OrganizationId, Contact.MainId, cancellationToken) is not { } main)
            return new NotFound();
        if (organization.Value.State == OrganizationState.Cancelled)
            return new AccountCancelled();
        var today = CentralEurope.DayOf(wish.At);
        if (OrderPlacing.RefusePayment(account.Value.Payment, today) is { } refused)
            return refused;
        var products = await catalog.FindAllAsync(SkusOf(form), cancellationToken);
        var background = new OrderBackground(account.Value, main.Value, products, today)
        {
            OrdersOfProject = await CountOfProjectAsync(form, wish.OrganizationId, cancellationToken),
        };
        if (!OrderDraft.From(form, background).Succeeded(out var draft, out var failure))
            return failure;
        var (order, change) = await opening.OpenAsync(processes, draft, background, wish, cancellationToken);
        return change.Gives(Answer.Accepted($"/api/orders/{order.Id}", OrderSummary.Of(order)));
    }

    private async Task<int?> CountOfProjectAsync(OrderForm form, string organizationId, CancellationToken cancellationToken) =>
        form.ProjectId is { } project && Ids.IsWellFormed(project)
        && await projects.FindAsync(organizationId, project, cancellationToken) is not null
            ? (await orders.OfProjectAsync(organizationId, project, cancellationToken)).Count
            : null;

    // Too many lines are one failure, not one for each line, and none of their products is read.
    private static HashSet<string> SkusOf(OrderForm form) =>
        form.Lines is { Count: <= OrderDraft.MaxLines } lines ? [.. lines.Select(line => line.Sku).OfType<string>()] : [];
}
