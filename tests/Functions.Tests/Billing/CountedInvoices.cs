using System.Text.Json.Nodes;
using Accounts.Billing.Invoices;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Billing;

/// <summary>The paths of an invoice and of a draft, made in an app that runs no processes.</summary>
/// <param name="Charge">A charge.</param>
/// <param name="Invoice">An invoice by its number.</param>
/// <param name="Draft">A draft.</param>
/// <param name="Run">A run.</param>
internal sealed record CountedInvoices(string Charge, string Invoice, string Draft, string Run)
{
    public static async Task<CountedInvoices> MakeAsync(App app, User ops, string organizationId)
    {
        var organization = $"/api/organizations/{organizationId}";
        var charge = (await ops.PostAsync(organization + "/charges", Biller.Charge(10_000))).Headers.Location!.OriginalString;
        var day = new DateOnly(2027, 3, 1);
        var services = app.Host.Services;
        await services.GetRequiredService<Drafting>().DraftAsync(organizationId, new DraftingRun("first", day), default);
        var first = await OnlyAsync(app, organizationId, new DraftingRun("first", day));
        await services.GetRequiredService<Finalization>().FinalizeAsync([new(organizationId, first.Id)], isWished: false, default);
        first = await OnlyAsync(app, organizationId, new DraftingRun("first", day));
        await ops.PostAsync(organization + "/charges", Biller.Charge(20_000));
        await services.GetRequiredService<Drafting>().DraftAsync(organizationId, new DraftingRun("second", day), default);
        var second = await OnlyAsync(app, organizationId, new DraftingRun("second", day));
        var run = await ops.PostAsync("/api/invoice-runs", new JsonObject { ["organizationId"] = organizationId });
        return new(
            charge,
            $"{organization}/invoices/{first.Number}",
            $"{organization}/invoices/{second.Id}",
            run.Json["run"]!["id"]!.GetValue<string>());
    }

    private static async Task<Invoice> OnlyAsync(App app, string organizationId, DraftingRun run) =>
        Assert.Single(await app.Host.Services.GetRequiredService<InvoiceStore>().OfRunAsync(organizationId, run, default));
}
