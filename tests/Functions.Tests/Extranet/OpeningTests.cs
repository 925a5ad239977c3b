using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Tests.Customers.Contacts;
using Accounts.Tests.Relations.Partners;

namespace Accounts.Tests.Extranet;

public sealed class OpeningTests
{
    [InProcessFact]
    public async Task Asked_for_it_is_open_at_once_and_sales_hears_of_it_once()
    {
        await using var area = await Area.StartAsync();
        Assert.Equal((409, "extranet-not-open"), Seen(await area.Owner.GetAsync(area.Extranet + "/reports")));
        Assert.Equal(428, (await area.Owner.PutAsync(area.Extranet, new JsonObject { ["enabled"] = true }, null)).Status);
        Assert.Equal((422, "invalid-fields"), Seen(await area.Owner.PutAsync(area.Extranet, new JsonObject(), "*")));

        var opened = await area.Owner.PutAsync(
            area.Extranet, new JsonObject { ["enabled"] = true }, (await area.Owner.GetAsync(area.Extranet)).ETag);
        Assert.Equal(200, opened.Status);
        Assert.Equal(200, (await area.Owner.GetAsync(area.Extranet + "/reports")).Status);
        Assert.Equal(200, (await area.SwitchAsync(true)).Status); // the same again
        await area.App.SettleAsync();

        Assert.Single(await area.SubjectsAsync(Area.Sales), "Extranet für Palmer Telefonbau GmbH geöffnet");
        Assert.Equal(opened.ETag, (await area.Owner.GetAsync(area.Extranet)).ETag);
    }

    [InProcessFact]
    public async Task Ended_it_is_closed_and_what_is_in_it_is_kept_as_long_as_said()
    {
        await using var area = await Area.OpenAsync();
        var report = await area.WriteAsync();

        var ended = (await area.SwitchAsync(false)).Json;
        Assert.Equal("2027-05-30T11:00:00.0000000Z", ended["keptUntil"]!.GetValue<string>());
        Assert.All(
            await Task.WhenAll(
                area.Owner.GetAsync(report),
                area.Operator.GetAsync(report),
                area.Operator.PostAsync(area.Extranet + "/reports", Area.Report())),
            reply => Assert.Equal((409, "extranet-not-open"), Seen(reply)));
        await area.AdvanceAsync(TimeSpan.FromDays(89));
        Assert.Equal(200, (await area.SwitchAsync(true)).Status);
        Assert.Equal(200, (await area.Owner.GetAsync(report)).Status);
        await area.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(200, (await area.Owner.GetAsync(report)).Status);

        // Ended again, and not reopened while its content is kept.
        Assert.Equal(200, (await area.SwitchAsync(false)).Status);
        await area.AdvanceAsync(TimeSpan.FromDays(91));
        Assert.Equal(200, (await area.SwitchAsync(true)).Status);
        Assert.Equal(404, (await area.Owner.GetAsync(report)).Status);
        Assert.DoesNotContain("report-text:", area.App.Dump(), StringComparison.Ordinal);
        await area.App.SettleAsync();
        Assert.Equal(
            4 + 1, (await area.SubjectsAsync(Area.Sales)).Count(subject => subject.StartsWith("Extranet", StringComparison.Ordinal)));
    }

    [InProcessFact]
    public async Task Only_those_with_the_right_see_it()
    {
        await using var area = await Area.OpenAsync();
        var report = await area.WriteAsync();
        var login = await LoginAsync(area, "extranet.read");
        var other = await LoginAsync(area, "projects.read");
        var employee = await area.App.AddMemberAsync(area.Id, Role.Employee);
        var billing = await area.App.AddMemberAsync(area.Id, Role.Billing);
        var partner = await Partnering.InAsync(area.App);
        await partner.JoinAsync(area.Owner, area.Id, autoExtend: false, Partnering.Grant("services", "read"));
        var without = await Partnering.InAsync(area.App);
        await without.JoinAsync(area.Owner, area.Id, autoExtend: false, Partnering.Grant("cloud", "manage"));
        var (elsewhere, _) = await area.App.NewCustomerAsync();

        Assert.All(
            await Task.WhenAll(new[] { area.Owner, employee, login, partner.Partner, area.Operator }.Select(user => user.GetAsync(report))),
            reply => Assert.Equal(200, reply.Status));
        Assert.All(
            await Task.WhenAll(new[] { billing, other, without.Partner }.Select(user => user.GetAsync(report))),
            reply => Assert.Equal(403, reply.Status));
        Assert.Equal(404, (await elsewhere.GetAsync(report)).Status);
        Assert.Equal(403, (await area.Owner.PostAsync(area.Extranet + "/reports", Area.Report())).Status);
        Assert.Equal(403, (await employee.PutAsync(area.Extranet, new JsonObject { ["enabled"] = false }, "*")).Status);
    }

    private static async Task<User> LoginAsync(Area area, string permission)
    {
        var login = await area.App.SignInAsync();
        var form = ContactCalls.Mailbox("technical", login.Email).With("login", ContactCalls.Login(permission));
        Assert.Equal(201, (await area.Owner.PostAsync(ContactCalls.Of(area.Id), form)).Status);
        await area.App.SettleAsync();
        await ContactCalls.AcceptAsync(login);
        await area.App.SettleAsync();
        return login;
    }

    private static (int, string) Seen(Reply reply) => (reply.Status, reply.Problem);
}
