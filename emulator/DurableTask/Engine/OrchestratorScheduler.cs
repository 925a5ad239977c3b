namespace Accounts.Emulator.DurableTask;

/// <summary>
/// Runs the continuations of one orchestrator on the thread that replays it, in the order in which they became ready.
/// A continuation that comes from another thread was awaiting something that no replay can repeat; it is reported, not run.
/// </summary>
internal sealed class OrchestratorScheduler(Action foreignContinuation) : TaskScheduler
{
    private readonly Queue<Task> _ready = new();
    private int _thread;

    /// <summary>True on the replaying thread while the replay runs.</summary>
    public bool IsCurrent => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Runs <paramref name="work"/> as the orchestrator's code, and all that follows from it, until nothing is ready.</summary>
    public void Run(Action work)
    {
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            var first = new Task(work);
            first.Start(this);
            while (_ready.TryDequeue(out var next))
            {
                TryExecuteTask(next);
            }

            first.GetAwaiter().GetResult();
        }
        finally
        {
            _thread = 0;
        }
    }

    /// <summary>Something of this orchestrator runs where it must not.</summary>
    public void ReportForeign() => foreignContinuation();

    protected override void QueueTask(Task task)
    {
        if (IsCurrent)
        {
            _ready.Enqueue(task);
        }
        else
        {
            ReportForeign();
        }
    }

    // Inline execution would make the order depend on who completes what; the queue is the one order.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _ready;
}
