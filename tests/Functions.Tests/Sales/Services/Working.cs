using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Billing.Charges;
using Accounts.Emulator;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Services;

/// <summary>Services that tests order and perform.</summary>
internal static class Working
{
    /// <summary>Options for a separate host, whose clock moves only when a test moves it.</summary>
    public static EmulatorOptions StandingClock => new() { Clock = VirtualClock.FrozenAt(App.Start) };

    /// <summary>A customer with an order of ten hours and one setup for a fixed price. The team is already notified.</summary>
    public static async Task<(User Owner, User Ops, string Path)> OrderAsync(App app)
    {
        var (owner, id) = await Ordering.CustomerAsync(app);
        var path = await Ordering.PlaceAsync(app, owner, id, Ordering.Form((Products.Hours, 10), (Products.Setup, 1)));
        return (owner, await app.OperatorAsync(), path);
    }

    public static JsonObject Record(int line = 1, decimal quantity = 2.5m, string date = "2027-03-01", bool completes = false) => new()
    {
        ["date"] = date,
        ["work"] = new JsonArray(
            new JsonObject { ["line"] = line, ["quantity"] = quantity, ["description"] = "Netzwerk aufgenommen,\nVLANs geplant" }),
        ["completes"] = completes,
    };

    public static JsonObject Appointment() => new()
    {
        ["start"] = "2027-03-08T09:00:00+01:00",
        ["end"] = "2027-03-08T12:30:00+01:00",
        ["timeZone"] = "Europe/Vienna",
        ["place"] = "Brückenstr. 12, München; Serverraum",
        ["remark"] = "Bitte Zugang bereithalten.\nParken im Hof.",
    };

    /// <summary>Submits a record, and waits for everything that follows at once.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> SubmitAsync(App app, User ops, string path, JsonObject? record = null)
    {
        var submitted = await ops.PostAsync(path + "/performance-records", record ?? Record());
        Assert.True(submitted.Status == 202, submitted.Text);
        await app.SettleAsync();
        return submitted.Headers.Location!.OriginalString;
    }

    /// <summary>Gives an order to its teams, as its process does, for hosts that run no processes.</summary>
    public static async Task CommissionAsync(App app, string path)
    {
        var orders = app.Host.Services.GetRequiredService<OrderStore>();
        var order = (await orders.FindAsync(OrderId.Parse(path.Split('/')[^1])!, default))!;
        await SeededCustomer.WriteAsync(
            app, OrderStore.Change(order, new(order.Value with { Services = ServiceState.Commissioned }, []), Actor.System));
    }

    /// <summary>Issues the document of a decided record, as its process does, for hosts that run no processes.</summary>
    public static async Task IssueAsync(App app, string record)
    {
        var (id, services) = (OrderId.Parse(record.Split('/')[^3])!, app.Host.Services);
        var order = (await services.GetRequiredService<OrderStore>().FindAsync(id, default))!;
        var decided = (await services.GetRequiredService<ServiceStore>().FindRecordAsync(id, record.Split('/')[^1], default))!;
        await services.GetRequiredService<RecordIssuing>().IssueAsync(order.Value, decided.Value, default);
    }

    /// <summary>The charges of an order.</summary>
    public static Task<IReadOnlyList<Charge>> ChargesAsync(App app, string path) =>
        app.Host.Services.GetRequiredService<ChargeStore>().OfOrderAsync(OrderId.Parse(path.Split('/')[^1])!, default);

    public static async Task<string> StateAsync(User user, string path) => (await user.GetAsync(path)).Json["state"]!.GetValue<string>();

    public static async Task<IReadOnlyList<string>> SubjectsAsync(App app, string to, string path) =>
        [
            .. (await app.MailsAsync(to))
                .Select(mail => mail["subject"]!.GetValue<string>())
                .Where(subject => subject.Contains(path.Split('/')[^1], StringComparison.Ordinal))
                .Reverse(),
        ];
}
