using Microsoft.Extensions.Logging;

namespace Accounts.Emulator.Durable;

/// <summary>
/// Runs durable orchestrations from one SQLite file. See README.md in the parent folder.
/// Every change happens under one lock, and in memory only after it is stored.
/// </summary>
public sealed partial class DurableEngine : IVirtualTime, IAsyncDisposable
{
    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromSeconds(5);

    private readonly DurableStore _store;
    private readonly EngineFunctions _functions;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private int _disposed;

    /// <summary>Opens the store; nothing runs before <see cref="Start"/>.</summary>
    /// <exception cref="IOException">Another process uses the folder, or it cannot be written.</exception>
    public DurableEngine(EngineOptions options, EngineFunctions functions, TimeProvider time, ILogger<DurableEngine> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _functions = functions;
        _time = time;
        _logger = logger;
        _store = new(options);
        _wake = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_store.Sync)
            {
                return _started && _store.Death is null ? _store.NextDueAfter(_promotedTo) : null;
            }
        }
    }

    /// <summary>Resumes stored work: messages that are due, and activities without a stored result.</summary>
    public void Start()
    {
        lock (_store.Sync)
        {
            Guarded(() =>
            {
                _store.Activities().ForEach(_readyActivities.Enqueue);
                _store.Unplanned().ForEach(Ready);
                _started = true;
                ForgetEnded();
            });
            Pump();
        }
    }

    /// <summary>
    /// Starts no new work, and gives running activities a moment to end. An activity that does not end runs again at the next
    /// start. Clients can still read and write.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        Task drained;
        lock (_store.Sync)
        {
            _started = false;
            drained = _store.Death is null ? WhenQuiet() : Task.CompletedTask;
        }

        await _stopping.CancelAsync();
        try
        {
            await drained.WaitAsync(ShutdownGrace, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or EngineDiedException)
        {
            // What is in flight is in the store and runs again.
        }
    }

    /// <summary>Stops the engine and closes the file. The container calls this once for each service type of the engine.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await StopAsync();
        lock (_store.Sync)
        {
            _store.Dispose();
            Stop();
        }

        await _wake.DisposeAsync();
        _stopping.Dispose();
    }

    // The engine's time never goes back, so that what was due stays due.
    private DateTimeOffset Now()
    {
        var now = _time.GetUtcNow();
        return _latest = now > _latest ? now : _latest;
    }
}
