using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Access.Audit;

public sealed class OrganizationChangesTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly Actor User = new(ActorKind.User, "019f2b7a6c3d7e1f8a4b5c6d7e8f9a0b", "Hanna Palmer");

    // A partition for each test.
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly Interrupted _table =
        new(shared.App.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(Tables.Organizations));

    [InProcessFact]
    public async Task Rows_and_entry_are_written_together()
    {
        Assert.Null((await Changes.RunAsync(() => Decide(Change().Add("a", Value("1")).Add("b", Value("2"))), default)).Failure);
        Assert.Equal(("1", "2", 1L), (await ReadAsync("a"), await ReadAsync("b"), await EntriesAsync()));
    }

    [InProcessTheory]
    [InlineData("first", 404)]
    [InlineData("second", 412)]
    [InlineData("third", 403)]
    public async Task A_conflict_means_what_was_said_for_its_row(string row, int status)
    {
        foreach (var key in (string[])["first", "third"])
            await PutAsync(key, "0");
        var (first, third) = (await FindAsync("first"), await FindAsync("third"));
        await PutAsync(row, "theirs");

        var outcome = await Changes.RunAsync(
            () => Decide(Change()
                .Replace(first, Value("1"), ifChanged: new NotFound())
                .Add("second", Value("1"), ifThere: new ChangedMeanwhile())
                .Delete(third, ifChanged: new Forbidden("Not now."))),
            default);
        Assert.Equal(status, outcome.Failure?.Status);
        Assert.Equal(("theirs", 0L), (await ReadAsync(row), await EntriesAsync()));
    }

    [InProcessFact]
    public async Task A_conflict_without_meaning_has_it_read_and_decided_again()
    {
        await PutAsync("count", "0");
        var rounds = 0;
        await Changes.RunAsync(
            async () =>
            {
                var count = await FindAsync("count");
                if (rounds++ == 0)
                    await PutAsync("count", "5");
                return Change().Replace(count, Value(count.Value.Text + "+1")).Gives(Done.It);
            },
            default);
        Assert.Equal((2, "5+1"), (rounds, await ReadAsync("count")));
    }

    [InProcessFact]
    public async Task Another_step_that_says_the_same_at_the_same_moment_is_not_taken_for_ones_own()
    {
        await PutAsync("count", "0");
        var rounds = 0;
        Task Step(string name) => Changes.RunAsync(
            async () =>
            {
                var count = await FindAsync("count");
                if (rounds++ == 0)
                    await Step("b");
                return new AuditedChange(_id, new AuditEvent(AuditAction.OrderProgressed, Actor.System, "1234567-1"))
                    .Replace(count, Value(count.Value.Text + name))
                    .Gives(Done.It);
            },
            default);

        await Step("a");

        Assert.Equal(("0ba", 2L), (await ReadAsync("count"), await EntriesAsync()));
    }

    [InProcessFact]
    public async Task When_only_the_log_has_grown_nothing_is_decided_again()
    {
        var decisions = 0;
        _table.BeforeTransaction = () => Changes.RecordAsync(_id, Happened, default);
        await Changes.RunAsync(
            () =>
            {
                decisions++;
                return Decide(Change().Add("a", Value("1")));
            },
            default);
        Assert.Equal((1, "1", 2L), (decisions, await ReadAsync("a"), await EntriesAsync()));
    }

    [InProcessFact]
    public async Task What_was_written_before_its_answer_got_lost_counts_as_written()
    {
        var told = 0;
        _table.LosesAnswer = true;
        var outcome = await Changes.RunAsync(
            () => Decide(Change().Add("a", Value("1"), ifThere: new NotFound()).Then(() => Task.FromResult(told++))), default);
        Assert.Equal((null, 1, 1L), (outcome.Failure, told, await EntriesAsync()));
    }

    [InProcessFact]
    public async Task An_entry_alone_whose_answer_got_lost_is_written_once()
    {
        _table.LosesAnswer = true;
        await Changes.RecordAsync(_id, Happened, default);
        Assert.Equal(1L, await EntriesAsync());
    }

    [InProcessFact]
    public async Task An_equal_change_by_another_request_does_not_count_as_written()
    {
        await PutAsync("count", "0");
        var count = await FindAsync("count");
        Task<Decision<Done>> Count() => Decide(Change().Replace(count, Value("1"), ifChanged: new NotFound()));
        Assert.Null((await Changes.RunAsync(Count, default)).Failure);
        Assert.Equal(new NotFound(), (await Changes.RunAsync(Count, default)).Failure);
    }

    [InProcessFact]
    public async Task A_creating_request_is_decided_once_and_answered_the_same_again()
    {
        var request = new CreatingRequest("r-1", "body");
        var decisions = 0;
        Task<Decision<Answer>> Create()
        {
            decisions++;
            return Task.FromResult(
                Change()
                    .Add("a", Value("1"))
                    .Gives(Answer.Created("/a", "made", new Accounts.Customers.Projects.Project("a", "A", App.Start, "u"))));
        }

        // The request is sent twice at once, and the second one writes first.
        _table.BeforeTransaction = () => Changes.AnswerOnceAsync(_id, request, Create, default);
        var replayed = Assert.IsType<Answer>(await Changes.AnswerOnceAsync(_id, request, Create, default));
        Assert.Equal((true, 201, 2, 1L), (replayed.Replayed, replayed.Status, decisions, await EntriesAsync()));
        Assert.IsType<IdempotencyKeyReused>(await Changes.AnswerOnceAsync(_id, request with { Fingerprint = "other" }, Create, default));
        Assert.Equal(2, decisions);
    }

    [InProcessFact]
    public async Task What_makes_an_organization_conflicts_with_one_that_is_there()
    {
        Task<Decision<Done>> Make() =>
            Decide(new AuditedChange(_id, Happened) { IsFirst = true }.Add("organization", Value("1"), ifThere: new NotFound()));
        Assert.Null((await Changes.RunAsync(Make, default)).Failure);
        Assert.Equal(new NotFound(), (await Changes.RunAsync(Make, default)).Failure);
        Assert.Equal(1L, await EntriesAsync());
    }

    [InProcessFact]
    public async Task What_is_no_audited_change_leaves_the_log_alone()
    {
        await Changes.RunAsync(() => Task.FromResult(new ChangeSet(_id).Put("a", Value("1")).Put("b", Value("2")).Gives(Done.It)), default);
        Assert.Equal(("1", 0L), (await ReadAsync("a"), await EntriesAsync()));
    }

    private static AuditEvent Happened { get; } = new(AuditAction.ProjectCreated, User, "1");

    private OrganizationChanges Changes
    {
        get
        {
            var (services, tables) = (shared.App.Host.Services, new InterruptedService(_table));
            return new(tables, services.GetRequiredService<AuditLog>(), services.GetRequiredService<Counters>(), TimeProvider.System);
        }
    }

    private static Document Value(string text) => new(text);

    private static Task<Decision<Done>> Decide(ChangeSet changes) => Task.FromResult(changes.Gives(Done.It));

    private AuditedChange Change() => new(_id, Happened);

    private async Task PutAsync(string key, string text) =>
        await _table.UpsertEntityAsync(Rows.Row(_id, key, Value(text)), TableUpdateMode.Replace);

    private async Task<Stored<Document>> FindAsync(string key) => (await _table.FindAsync<Document>(_id, key, default))!;

    private async Task<string> ReadAsync(string key) => (await FindAsync(key)).Value.Text;

    private async Task<long> EntriesAsync() =>
        (await shared.App.Host.Services.GetRequiredService<AuditLog>().HeadAsync(_id, default)).Count;

    private sealed record Document(string Text);

    private sealed class InterruptedService(TableClient table) : TableServiceClient
    {
        public override TableClient GetTableClient(string tableName) => table;
    }

    /// <summary>
    /// A table that does something else before its next transaction, or runs the transaction twice because the first answer got lost.
    /// </summary>
    private sealed class Interrupted(TableClient inner) : TableClient
    {
        public Func<Task>? BeforeTransaction { get; set; }

        public bool LosesAnswer { get; set; }

        public override async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
            IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
        {
            var before = BeforeTransaction;
            BeforeTransaction = null;
            if (before is not null)
                await before();
            if (LosesAnswer)
                await inner.SubmitTransactionAsync(transactionActions, cancellationToken);
            LosesAnswer = false;
            return await inner.SubmitTransactionAsync(transactionActions, cancellationToken);
        }

        public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
            string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
            inner.GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken);

        public override Task<Response> UpsertEntityAsync<T>(
            T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
            inner.UpsertEntityAsync(entity, mode, cancellationToken);
    }
}
