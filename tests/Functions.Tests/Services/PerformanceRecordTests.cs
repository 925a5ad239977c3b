using System.Text.Json.Nodes;
using Accounts.Services;
using Accounts.Tests.Catalog;

namespace Accounts.Tests.Services;

public sealed class PerformanceRecordTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    [InProcessFact]
    public async Task Silence_accepts_after_14_days_and_the_customer_is_reminded_before()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var record = await Working.SubmitAsync(app, ops, path);
        var reminder = $"Erinnerung: Leistungsnachweis zum Auftrag {path.Split('/')[^1]}";

        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(11) - Moment);
        Assert.DoesNotContain(reminder, await Working.SubjectsAsync(app, owner.Email, path));
        await app.Host.Clock.AdvanceAsync(Moment);
        Assert.Single(await Working.SubjectsAsync(app, owner.Email, path), subject => subject == reminder);

        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(3) - Moment);
        owner = await app.SignInAsync(owner.Email);
        Assert.Equal("submitted", await Working.StateAsync(owner, record));
        Assert.Empty(await Working.DueAsync(app, path));
        await app.Host.Clock.AdvanceAsync(Moment);
        Assert.Equal("acceptedBySilence", await Working.StateAsync(owner, record));
        Assert.Equal(new DateOnly(2027, 3, 15), Assert.Single(await Working.DueAsync(app, path)).DueOn);

        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Single(await Working.DueAsync(app, path));
        Assert.Single(await Working.SubjectsAsync(app, owner.Email, path), subject => subject == reminder);
        owner = await app.SignInAsync(owner.Email);
        Assert.Equal((409, "record-decided"), Seen(await DisputeAsync(owner, record)));
    }

    [InProcessFact]
    public async Task A_disputed_record_is_not_invoiced_and_the_team_reads_why()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var record = await Working.SubmitAsync(app, ops, path);

        Assert.Equal((422, "invalid-fields"), Seen(await owner.SendAsync(HttpMethod.Post, record + "/dispute", "{}")));
        Assert.Equal(200, (await DisputeAsync(owner, record)).Status);
        await app.SettleAsync();

        Assert.Contains("> Es waren zwei Stunden.", (await app.MailsAsync(Products.TeamEmail))[0]["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((409, "record-decided"), Seen(await owner.SendAsync(HttpMethod.Post, record + "/accept")));
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(20));
        owner = await app.SignInAsync(owner.Email);
        Assert.Equal("disputed", await Working.StateAsync(owner, record));
        Assert.Empty(await Working.DueAsync(app, path));
        Assert.Equal("Es waren zwei Stunden.", (await owner.GetAsync(record)).Json["reason"]!.GetValue<string>());
    }

    [InProcessFact]
    public async Task Of_an_acceptance_and_a_dispute_at_the_same_moment_one_counts()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var accepted = 0;
        for (var round = 0; round < 50; round++)
        {
            var record = await Working.SubmitAsync(app, ops, path);

            var replies = await Task.WhenAll(owner.SendAsync(HttpMethod.Post, record + "/accept"), DisputeAsync(owner, record));

            Assert.Single(replies, reply => reply.Status == 200);
            Assert.Single(replies, reply => reply.Status == 409);
            accepted += await Working.StateAsync(owner, record) == "accepted" ? 1 : 0;
            Assert.Equal(accepted, (await Working.DueAsync(app, path)).Count);
        }
    }

    [InProcessFact]
    public async Task Of_a_dispute_in_the_last_moment_and_silence_one_counts()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var records = new List<string>();
        for (var i = 0; i < 20; i++)
            records.Add(await Working.SubmitAsync(app, ops, path));
        await app.Host.Clock.AdvanceAsync(PerformanceRecord.Silence - Moment);
        owner = await app.SignInAsync(owner.Email);

        var disputes = records.Select(record => DisputeAsync(owner, record)).ToList();
        var silence = Task.Run(() => app.Host.Clock.AdvanceAsync(Moment));
        var replies = await Task.WhenAll(disputes);
        await silence;
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromHours(2));

        owner = await app.SignInAsync(owner.Email);
        foreach (var (record, reply) in records.Zip(replies))
            Assert.Equal(reply.Status == 200 ? "disputed" : "acceptedBySilence", await Working.StateAsync(owner, record));
        Assert.Equal(replies.Count(reply => reply.Status == 409), (await Working.DueAsync(app, path)).Count);
    }

    [InProcessFact]
    public async Task A_fixed_price_is_recorded_once_and_hours_as_they_come()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var half = await Working.SubmitAsync(app, ops, path, Working.Record(line: 2, quantity: 0.5m));

        Assert.Equal(["#/work/0/quantity"], (await ops.PostAsync(path + "/performance-records", Working.Record(line: 2, quantity: 0.75m))).Fields);
        await Working.SubmitAsync(app, ops, path, Working.Record(line: 2, quantity: 0.5m));
        await Working.SubmitAsync(app, ops, path, Working.Record(line: 1, quantity: 40));

        // What is disputed does not count.
        await DisputeAsync(owner, half);
        await Working.SubmitAsync(app, ops, path, Working.Record(line: 2, quantity: 0.5m));
    }

    [Theory]
    [InlineData("date", null, "date")]
    [InlineData("date", "\"2027-03-02\"", "date")]
    [InlineData("date", "\"2027-02-28\"", "date")]
    [InlineData("work", "[]", "work")]
    [InlineData("work", """[{"line":9,"quantity":1,"description":"A"}]""", "work/0/line")]
    [InlineData("work", """[{"line":1,"quantity":0,"description":"A"}]""", "work/0/quantity")]
    [InlineData("work", """[{"line":1,"quantity":-1,"description":"A"}]""", "work/0/quantity")]
    [InlineData("work", """[{"line":1,"quantity":1000.01,"description":"A"}]""", "work/0/quantity")]
    [InlineData("work", """[{"line":1,"quantity":0.125,"description":"A"}]""", "work/0/quantity")]
    [InlineData("work", """[{"line":1,"quantity":1}]""", "work/0/description")]
    public async Task A_wrong_field_is_named(string field, string? value, string place)
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (_, ops, path) = await Working.OrderAsync(app);

        var reply = await ops.PostAsync(path + "/performance-records", Working.Record().With(field, value is null ? null : JsonNode.Parse(value)));

        Assert.Equal((422, "invalid-fields"), Seen(reply));
        Assert.Equal(["#/" + place], reply.Fields);
    }

    private static Task<Reply> DisputeAsync(User owner, string record) =>
        owner.SendAsync(HttpMethod.Post, record + "/dispute", """{"reason":"Es waren zwei Stunden."}""");

    private static (int, string) Seen(Reply reply) => (reply.Status, reply.Problem);
}
