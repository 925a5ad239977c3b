using Accounts.Emulator.Host;
using Accounts.Emulator.Neighbours.LicenseVendor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Dashboard;

/// <summary>
/// What the license vendor has sold, with a button for contacts who must verify their account. Keys are not shown because
/// they belong to the customer.
/// </summary>
internal sealed class LicenseVendorPage(VendorSales vendor, VendorBook book) : IDashboardPage, IEndpoints
{
    private const string Address = "/dev/dashboard/license-vendor";

    public string Name => "license-vendor";

    public string Title => "License vendor";

    public int Order => 7;

    public Task<Html?> RenderAsync(IQueryCollection query, CancellationToken cancellationToken)
    {
        var content = book.Read();
        var waiting = content.Purchases.Values.Where(purchase => purchase.State == BookedPurchase.AwaitingVerification)
            .Select(purchase => purchase.TechnicalContact.Email.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal).ToList();
        return Task.FromResult<Html?>(Html.Of($"""
            <p>Purchases at the license vendor. Its behaviour is set on the Neighbours page.</p>
            {waiting.Select(Button)}
            {(content.Purchases.Count == 0 ? Html.Of($"<p>Nothing yet.</p>") : null)}
            <ul>{content.Purchases.Values.OrderByDescending(purchase => purchase.Reference, StringComparer.Ordinal).Select(Line)}</ul>
            {(content.Callbacks.Count == 0 ? null : Html.Of($"<h2>Callbacks to send</h2><ul>{content.Callbacks.Select(Line)}</ul>"))}
            """));
    }

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Address, (HttpRequest request) => DashboardForm.PostAsync(request, form =>
        {
            vendor.Verify(form["email"].ToString());
            return Task.FromResult<string?>(null);
        }));

    private Html Button(string email) => Html.Of($"""
        <form method="post" action="{Address}">{DashboardForm.BackTo($"?page={Name}")}
        <input type="hidden" name="email" value="{email}"><span>{email} was asked to verify an account.</span> <button>Verify account</button></form>
        """);

    private static Html Line(BookedPurchase purchase)
    {
        var look = purchase.State switch
        {
            BookedPurchase.Issued => "done",
            BookedPurchase.Failed => "failed",
            BookedPurchase.AwaitingVerification => "waiting",
            _ => "running",
        };
        var bought = purchase.PurchasedAt is { } at ? Html.Of($"<time>{at}</time>") : null;
        return Html.Of($"""
            <li><b>{purchase.Reference}</b> {purchase.Quantity} × {purchase.Product} ({purchase.Deployment}), <span class="state {look}">{purchase.State}</span> {purchase.Failure}
            <br><small>for {purchase.TechnicalContact.Email}, requested {purchase.Requests} times</small> {bought}</li>
            """);
    }

    private static Html Line(Callback callback) =>
        Html.Of($"""<li>{callback.Type} for {callback.Reference}, failed {callback.Tries} times, due <time>{callback.Due}</time></li>""");
}
