using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Neighbours.LicenseVendor;

/// <summary>
/// Simulates the license vendor (docs/vendor-api.md) under <c>/dev/neighbours/license-vendor</c>. Two endpoints are for people
/// and tests: <c>GET purchases</c> shows the book, and <c>POST verify {"email"}</c> acts as the contact who follows the link in
/// the vendor's mail.
/// </summary>
internal sealed class VendorEndpoints(VendorSales vendor, VendorBook book) : IEndpoints
{
    private const string Front = "/dev/neighbours/license-vendor";
    private const int MostKeys = 100;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut(Front + "/v1/purchases/{reference}", (HttpRequest request, string reference) =>
            DevResults.ReadAsync<PurchaseRequest>(request, wanted => PurchaseAsync(request, reference, wanted)));
        routes.MapGet(Front + "/v1/purchases/{reference}", (HttpRequest request, string reference) =>
            FindAsync(request, reference, purchase => DevResults.Json(View(purchase))));
        routes.MapGet(
            Front + "/v1/purchases/{reference}/keys", (HttpRequest request, string reference, int offset = 0, int limit = MostKeys) =>
            FindAsync(request, reference, purchase => Keys(purchase, offset, limit)));

        routes.MapGet(
            Front + "/purchases",
            () => DevResults.Json(book.Read().Purchases.Values.OrderBy(purchase => purchase.Reference, StringComparer.Ordinal)));
        routes.MapPost(Front + "/verify", (HttpRequest request) => DevResults.ReadAsync<Verification>(request, verification =>
            Task.FromResult(DevResults.Json(new { issued = vendor.Verify(verification.Email) }))));
    }

    private async Task<IResult> PurchaseAsync(HttpRequest request, string reference, PurchaseRequest wanted)
    {
        if (await RefuseAsync(request, wanted.Product) is { } refusal)
            return refusal;
        switch (vendor.BehaviourFor(wanted.Product))
        {
            case VendorBehaviour.FailsOnce when vendor.RefuseFirst(reference):
                return OutOfOrder(StatusCodes.Status503ServiceUnavailable);
            case VendorBehaviour.Refuses:
                vendor.Refuse(reference);
                return Refusal(StatusCodes.Status422UnprocessableEntity, "productDiscontinued");
        }

        if (vendor.Sell(reference, wanted) is not { } sold)
            return Refusal(StatusCodes.Status409Conflict, "referenceReused");
        var isFirst = sold.Requests == 1;
        return isFirst && vendor.BehaviourFor(wanted.Product) == VendorBehaviour.LosesAnswer
            ? OutOfOrder(StatusCodes.Status500InternalServerError)
            : DevResults.Json(View(sold), isFirst ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private async Task<IResult> FindAsync(HttpRequest request, string reference, Func<BookedPurchase, IResult> answer)
    {
        var purchase = book.Read().Purchases.GetValueOrDefault(reference);
        if (await RefuseAsync(request, purchase?.Product ?? "") is { } refusal)
            return refusal;
        return purchase is null ? Refusal(StatusCodes.Status404NotFound, "unknownReference") : answer(purchase);
    }

    private IResult Keys(BookedPurchase purchase, int offset, int limit)
    {
        if (offset < 0 || limit is < 1 or > MostKeys)
            return Refusal(StatusCodes.Status400BadRequest, "invalidRange");
        return DevResults.Json(new
        {
            total = purchase.Keys,
            keys = Enumerable.Range(
                offset, Math.Clamp(purchase.Keys - offset, 0, limit)).Select(number => book.KeyOf(purchase.Reference, number)),
        });
    }

    private async Task<IResult?> RefuseAsync(HttpRequest request, string product)
    {
        if (!request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
            return Refusal(StatusCodes.Status401Unauthorized, "unauthorized");
        switch (vendor.BehaviourFor(product))
        {
            case VendorBehaviour.Unavailable:
                return OutOfOrder(StatusCodes.Status503ServiceUnavailable);
            case VendorBehaviour.Silent:
                // Waits until the caller disconnects.
                var hungUp = new TaskCompletionSource();
                await using (request.HttpContext.RequestAborted.Register(hungUp.SetResult))
                    await hungUp.Task;
                return Results.Empty;
            default:
                return null;
        }
    }

    private static object View(BookedPurchase purchase) =>
        new { purchase.Reference, purchase.State, purchase.Keys, purchase.PurchasedAt, purchase.Failure };

    private static IResult Refusal(int status, string code) => DevResults.Json(new { status, code }, status);

    private static IResult OutOfOrder(int status) => DevResults.Problem(status, "Out of order", "Simulated by a setting of the emulator.");

    private sealed record Verification(string Email);
}
