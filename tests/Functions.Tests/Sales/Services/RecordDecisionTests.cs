using Accounts.Platform.Http;
using Accounts.Sales.Orders;
using Accounts.Sales.Services;
using Accounts.Tests.Platform.Documents;

namespace Accounts.Tests.Sales.Services;

/// <summary>What follows from the decision on a performance record, without a host.</summary>
public sealed class RecordDecisionTests
{
    private static readonly Order Order = Samples.Order(Samples.Lines(3)) with { Services = ServiceState.InProgress };

    [Fact]
    public void Accepted_work_is_an_event_of_the_order()
    {
        var decision = Decide(Accepted("a"), Submitted("a"), Submitted("b"));

        Assert.Equal([OrderEventKind.WorkAccepted], Events(decision));
        Assert.Equal(ServiceState.InProgress, decision.Step.After.Services);
    }

    [Fact]
    public void Disputed_work_is_another()
    {
        Assert.True(Submitted("a").Dispute("user-1", "No.", App.Start).Succeeded(out var disputed, out _));

        var decision = Decide(disputed!, Submitted("a") with { Completes = true });

        Assert.Equal([OrderEventKind.WorkDisputed], Events(decision));
    }

    [Fact]
    public void The_last_record_completes_the_services()
    {
        var decision = Decide(Accepted("a") with { Completes = true }, Submitted("a") with { Completes = true }, Accepted("b"));

        Assert.Equal(ServiceState.Completed, decision.Step.After.Services);
        Assert.Equal([OrderEventKind.WorkAccepted, OrderEventKind.ServicesCompleted], Events(decision));
    }

    [Fact]
    public void The_last_record_completes_nothing_while_another_waits()
    {
        var decision = Decide(Accepted("a") with { Completes = true }, Submitted("a") with { Completes = true }, Submitted("b"));

        Assert.Equal(ServiceState.InProgress, decision.Step.After.Services);
        Assert.Equal([OrderEventKind.WorkAccepted], Events(decision));
    }

    [Fact]
    public void Silence_is_named_as_what_it_is()
    {
        Assert.True(Submitted("a").AcceptBySilence(App.Start + PerformanceRecord.Silence).Succeeded(out var accepted, out _));

        var decision = Decide(accepted!, Submitted("a"));

        Assert.Equal([OrderEventKind.WorkAcceptedBySilence], Events(decision));
    }

    private static RecordDecision Decide(PerformanceRecord decided, params PerformanceRecord[] records) =>
        RecordDecision.Of(Order, decided, Samples.Lines(3), records);

    private static IEnumerable<OrderEventKind> Events(RecordDecision decision) => decision.Step.Events.Select(happened => happened.Kind);

    private static PerformanceRecord Accepted(string id) =>
        Submitted(id).Accept("user-1", App.Start).Succeeded(out var accepted, out var failure)
        ? accepted
        : throw new InvalidOperationException(failure.Title);

    private static PerformanceRecord Submitted(string id) => new()
    {
        Id = id,
        Date = new DateOnly(2027, 3, 1),
        Work = [new RecordedWork(3, 2, "Work")],
        State = RecordState.Submitted,
        SubmittedAt = App.Start,
        SubmittedBy = "operator-1",
    };
}
