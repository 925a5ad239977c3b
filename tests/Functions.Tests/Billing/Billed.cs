using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Billing.Invoices;
using Accounts.Billing.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Billing;

/// <summary>One object of each kind in billing, by the ids that routes use.</summary>
/// <param name="ChargeId">A charge.</param>
/// <param name="RunId">The run that billed it.</param>
/// <param name="Invoice">The id of a draft for routes of drafts; the number of an invoice for others.</param>
/// <param name="InvoiceId">The id of the same invoice.</param>
internal sealed record Billed(string ChargeId, string RunId, string Invoice, string InvoiceId)
{
    private static readonly Billed Nothing = new("", "", "", "");

    /// <summary>Creates the objects if the path needs one of them.</summary>
    public static async Task<Billed> OfAsync(App app, string organizationId, string path)
    {
        string[] asks = ["{invoice}", "{runId}", "{chargeId}", "/webhooks/payment"];
        if (!asks.Any(ask => path.Contains(ask, StringComparison.Ordinal)))
            return Nothing;
        var ops = await app.OperatorAsync();
        var charge = await ops.PostAsync($"/api/organizations/{organizationId}/charges", Biller.Charge(10_000, quantity: 3));
        await app.SettleAsync();
        var run = await ops.PostAsync("/api/invoice-runs", new JsonObject { ["organizationId"] = organizationId });
        await app.SettleAsync();
        var invoices = $"/api/organizations/{organizationId}/invoices";
        var id = (await ops.GetAsync(invoices)).Json["items"]![0]!["id"]!.GetValue<string>();
        var billed = new Billed(charge.Json["id"]!.GetValue<string>(), run.Json["run"]!["id"]!.GetValue<string>(), id, id);
        if (path.EndsWith("/finalize", StringComparison.Ordinal)
            || path.EndsWith("/hold", StringComparison.Ordinal)
            || path.EndsWith("{invoice}", StringComparison.Ordinal))
            return billed;
        await ops.SendAsync(HttpMethod.Post, $"{invoices}/{id}/finalize");
        await app.SettleAsync();
        if (path == "/webhooks/payment")
            await PayByCardAsync(app, organizationId, id);
        return billed with { Invoice = (await ops.GetAsync($"{invoices}/{id}")).Json["invoice"]!["number"]!.GetValue<string>() };
    }

    private static async Task PayByCardAsync(App app, string organizationId, string id)
    {
        using var scope = app.Host.Services.CreateScope();
        var recording = scope.ServiceProvider.GetRequiredService<PaymentRecording>();
        var payment = new InvoicePayment("card-ch_0001", PaidBy.Card, 1, new DateOnly(2027, 3, 1), "ch_0001");
        await recording.RecordAsync(new(organizationId, id), payment, Actor.System, app.Processes, default);
    }
}
