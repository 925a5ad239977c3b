using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Accounts.Emulator.DurableTask;

/// <summary>
/// Runs durable orchestrations from one SQLite file. See README.md beside this folder.
/// Everything that changes happens under one lock, and in memory only after it is stored.
/// </summary>
public sealed partial class DurableEngine : IVirtualTime, IAsyncDisposable
{
    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromSeconds(5);

    private readonly DurableStore store;
    private readonly EngineFunctions functions;
    private readonly EngineOptions options;
    private readonly TimeProvider time;
    private readonly ILoggerFactory loggers;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private DateTimeOffset latest = DateTimeOffset.MinValue;
    private int disposed;

    /// <summary>Opens the store; nothing runs before <see cref="Start"/>.</summary>
    /// <exception cref="IOException">Another process has the folder, or it cannot be written.</exception>
    public DurableEngine(EngineOptions options, EngineFunctions functions, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        this.options = options;
        this.functions = functions;
        this.time = time;
        this.loggers = loggers;
        logger = loggers.CreateLogger<DurableEngine>();
        store = new(options.Folder, options.FaultPoints);
        wake = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Client = new EngineClient(this, functions.Converter);
    }

    /// <summary>What <c>[DurableClient]</c> binds.</summary>
    public DurableTaskClient Client { get; }

    /// <inheritdoc/>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (store.Sync)
            {
                return started && store.Death is null ? store.NextDueAfter(promotedTo) : null;
            }
        }
    }

    /// <summary>Takes up what was left: messages that are due, and activities without a stored outcome.</summary>
    public void Start()
    {
        lock (store.Sync)
        {
            started = true;
            foreach (var id in store.ActivityIds())
            {
                readyActivities.Enqueue(id);
            }

            Guarded(() => ForgetEnded(Now()));
            Pump();
        }
    }

    /// <summary>
    /// Starts nothing more, and gives running activities a moment to end. One that does not is run again by the next start.
    /// Clients can still read and write.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        Task drained;
        lock (store.Sync)
        {
            started = false;
            drained = store.Death is null ? WhenQuiet() : Task.CompletedTask;
        }

        await stopping.CancelAsync();
        try
        {
            await drained.WaitAsync(ShutdownGrace, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or EngineDiedException)
        {
            // What is in flight is in the store and runs again.
        }
    }

    /// <summary>Stops, and closes the file. The container disposes once for every service that this is.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        await StopAsync();
        lock (store.Sync)
        {
            store.Dispose();
            Stop();
        }

        await wake.DisposeAsync();
        stopping.Dispose();
    }

    // The engine's time never goes back, so that what was due once stays due.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return latest = now > latest ? now : latest;
    }
}
