using Accounts.Sales.Orders;
using Accounts.Tests.Relations.Partners;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;

namespace Accounts.Tests.Access.Check;

/// <summary>Every access by a partner is in the customer's audit log.</summary>
public sealed class RecordedAccessTests
{
    [InProcessTheory]
    [InlineData("the caller disconnects after it")]
    [InlineData("the caller disconnects during it")]
    [InlineData("it fails")]
    public async Task An_access_that_the_function_decides_on_is_recorded_even_if(string how)
    {
        await using var app = await App.StartAsync(
            App.With(App.WithoutRuns),
            builder => builder.UseMiddleware(async (context, next) =>
            {
                var isOrder = context.FunctionDefinition.Name == nameof(ReadOrders.GetOrder);
                if (isOrder && how == "it fails")
                    throw new InvalidOperationException("The function fails.");
                if (isOrder)
                    context.GetHttpContext()!.RequestAborted = new CancellationToken(canceled: true);
                if (isOrder && how == "the caller disconnects during it")
                    throw new OperationCanceledException();
                await next();
            }));
        var partner = await Partnering.InAsync(app);
        var (user, id, _) = await partner.CustomerAsync("Kunde AG", Partnering.Grant("cloud", "read"));

        // A caller who disconnects gets no answer.
        await Record.ExceptionAsync(() => partner.Partner.GetAsync($"/api/orders/{id}-1"));

        var entry = (await Partnering.AuditAsync(user, id))[0];
        Assert.Equal("access.granted GetOrder", $"{entry["action"]} {entry["subject"]}");
        Assert.Equal(partner.PartnerId, entry["actor"]!["onBehalfOf"]!["id"]!.GetValue<string>());
    }
}
