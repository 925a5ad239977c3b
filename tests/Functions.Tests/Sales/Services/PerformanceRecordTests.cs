using System.Text.Json.Nodes;
using Accounts.Billing.Charges;
using Accounts.Platform.Storage;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Tests.Sales.Catalog;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Sales.Services;

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
        Assert.Empty(await Working.ChargesAsync(app, path));
        await app.Host.Clock.AdvanceAsync(Moment);
        Assert.Equal("acceptedBySilence", await Working.StateAsync(owner, record));
        Assert.Equal(new DateOnly(2027, 3, 15), Assert.Single(await Working.ChargesAsync(app, path)).DueOn);

        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Single(await Working.ChargesAsync(app, path));
        Assert.Single(await Working.SubjectsAsync(app, owner.Email, path), subject => subject == reminder);
        owner = await app.SignInAsync(owner.Email);
        Assert.Equal((409, "record-decided"), Seen(await DisputeAsync(owner, record)));
    }

    [InProcessFact]
    public async Task Silence_counts_too_when_an_instance_finds_its_time_not_up_yet()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var record = await Working.SubmitAsync(app, ops, path);
        // The stored time is later than the one that the process has read, as if the clock of the accepting instance were behind.
        var organizations = app.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations);
        var stored = (
            await app.Host.Services.GetRequiredService<ServiceStore>().FindRecordAsync(
                OrderId.Parse(path.Split('/')[^1])!, record.Split('/')[^1], default))!;
        var later = stored.Value with { SubmittedAt = stored.Value.SubmittedAt.AddSeconds(30) };
        await organizations.UpsertEntityAsync(Rows.Row(path.Split('/')[^1].Split('-')[0], stored.RowKey, later), TableUpdateMode.Replace);

        await app.Host.Clock.AdvanceAsync(PerformanceRecord.Silence);
        owner = await app.SignInAsync(owner.Email);
        Assert.Equal("submitted", await Working.StateAsync(owner, record));

        await app.Host.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("acceptedBySilence", await Working.StateAsync(owner, record));
        Assert.Single(await Working.ChargesAsync(app, path));
        Assert.DoesNotContain(
            await app.MailsAsync(Products.TeamEmail),
            mail => mail["subject"]!.GetValue<string>().Contains("Leistungsnachweis", StringComparison.Ordinal));
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

        Assert.Contains(
            "> Es waren zwei Stunden.",
            (await app.MailsAsync(Products.TeamEmail))[0]["text"]!.GetValue<string>(),
            StringComparison.Ordinal);
        Assert.Equal((409, "record-decided"), Seen(await owner.SendAsync(HttpMethod.Post, record + "/accept")));
        await app.Host.Clock.AdvanceAsync(TimeSpan.FromDays(20));
        owner = await app.SignInAsync(owner.Email);
        Assert.Equal("disputed", await Working.StateAsync(owner, record));
        Assert.Empty(await Working.ChargesAsync(app, path));
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
            Assert.Equal(accepted, (await Working.ChargesAsync(app, path)).Count);
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
        Assert.Equal(replies.Count(reply => reply.Status == 409), (await Working.ChargesAsync(app, path)).Count);
    }

    [InProcessFact]
    public async Task A_fixed_price_is_recorded_once_and_hours_as_they_come()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var half = await Working.SubmitAsync(app, ops, path, Working.Record(line: 2, quantity: 0.5m));

        Assert.Equal(
            ["#/work/0/quantity"], (await ops.PostAsync(path + "/performance-records", Working.Record(line: 2, quantity: 0.75m))).Fields);
        await Working.SubmitAsync(app, ops, path, Working.Record(line: 2, quantity: 0.5m));
        await Working.SubmitAsync(app, ops, path, Working.Record(line: 1, quantity: 40));

        // Disputed work does not count.
        await DisputeAsync(owner, half);
        await Working.SubmitAsync(app, ops, path, Working.Record(line: 2, quantity: 0.5m));
    }

    [InProcessTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_record_completes_only_when_none_is_open_and_disputed_work_can_be_corrected(bool lastFirst)
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        var earlier = await Working.SubmitAsync(app, ops, path);
        var last = await Working.SubmitAsync(app, ops, path, Working.Record(line: 2, quantity: 1, completes: true));
        foreach (var accepts in (bool[])[lastFirst, !lastFirst])
            Assert.Equal(
                200, (accepts ? await owner.SendAsync(HttpMethod.Post, last + "/accept") : await DisputeAsync(owner, earlier)).Status);
        Assert.Equal("completed", await ServicesAsync(owner, path));

        var corrected = await Working.SubmitAsync(app, ops, path);
        Assert.Equal("inProgress", await ServicesAsync(owner, path));
        Assert.Equal(200, (await owner.SendAsync(HttpMethod.Post, corrected + "/accept")).Status);

        Assert.Equal("completed", await ServicesAsync(owner, path));
        Assert.Equal(2, (await Working.ChargesAsync(app, path)).Count);
    }

    [Fact]
    public void Records_complete_the_services_in_any_order()
    {
        Assert.False(Complete((RecordState.Accepted, false)));
        Assert.False(Complete((RecordState.Disputed, true)));
        Assert.False(Complete((RecordState.Accepted, true), (RecordState.Submitted, false)));
        Assert.False(Complete((RecordState.Submitted, true), (RecordState.Accepted, false)));
        Assert.True(Complete((RecordState.Accepted, true), (RecordState.AcceptedBySilence, false)));
        Assert.True(Complete((RecordState.Disputed, false), (RecordState.AcceptedBySilence, true)));
    }

    [InProcessFact]
    public async Task The_longest_record_and_its_answer_and_dispute_are_stored_and_a_longer_one_is_refused()
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (owner, ops, path) = await Working.OrderAsync(app);
        // The longest record of signs that take 14 characters each, and the longest plain text in 20 entries.
        var wide = Working.Record().With(
            "work", Work([Repeat("🄰", 500), Repeat("🄰", 500), Repeat("\"", 400), .. Enumerable.Repeat("x", 17)]));
        var plain = Working.Record().With("work", Work([.. Enumerable.Repeat(new string('ß', 500), 20)]));

        foreach (var form in (JsonObject[])[wide, plain])
        {
            var first = await ops.PostAsync(path + "/performance-records", form, "key-" + form.ToJsonString().Length);
            var again = await ops.PostAsync(path + "/performance-records", form, "key-" + form.ToJsonString().Length);
            Assert.True(first.Status == 202, first.Text);
            Assert.Equal(first.Text, again.Text);
            await app.SettleAsync();
            Assert.Equal(
                200,
                (
                    await owner.SendAsync(
                        HttpMethod.Post,
                        first.Headers.Location!.OriginalString + "/dispute",
                        new JsonObject { ["reason"] = Repeat("🄰", 1_000) }.ToJsonString())).Status);
        }

        var tooLong = await ops.PostAsync(
            path + "/performance-records", Working.Record().With("work", Work([.. Enumerable.Repeat(Repeat("🄰", 500), 20)])));
        Assert.Equal((422, "#/work"), (tooLong.Status, Assert.Single(tooLong.Fields)));
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
    [InlineData("work", """[{"line":1,"quantity":1,"description":"設置"}]""", "work/0/description")]
    public async Task A_wrong_field_is_named(string field, string? value, string place)
    {
        await using var app = await App.StartAsync(Working.StandingClock);
        var (_, ops, path) = await Working.OrderAsync(app);

        var reply = await ops.PostAsync(
            path + "/performance-records", Working.Record().With(field, value is null ? null : JsonNode.Parse(value)));

        Assert.Equal((422, "invalid-fields"), Seen(reply));
        Assert.Equal(["#/" + place], reply.Fields);
    }

    private static bool Complete(params (RecordState State, bool Completes)[] records) =>
        PerformanceRecord.AreComplete([.. records.Select(record => new PerformanceRecord
    {
        Id = "r",
        Date = new(2027, 3, 1),
        Work = [],
        Completes = record.Completes,
        State = record.State,
        SubmittedAt = App.Start,
        SubmittedBy = "u",
    })]);

    private static async Task<string> ServicesAsync(User owner, string path) =>
        (await owner.GetAsync(path)).Json["order"]!["services"]!.GetValue<string>();

    private static string Repeat(string sign, int count) => string.Concat(Enumerable.Repeat(sign, count));

    private static JsonArray Work(params string[] descriptions) =>
        new([.. descriptions.Select(description => new JsonObject { ["line"] = 1, ["quantity"] = 1, ["description"] = description })]);

    private static Task<Reply> DisputeAsync(User owner, string record) =>
        owner.SendAsync(HttpMethod.Post, record + "/dispute", """{"reason":"Es waren zwei Stunden."}""");

    private static (int, string) Seen(Reply reply) => (reply.Status, reply.Problem);
}
