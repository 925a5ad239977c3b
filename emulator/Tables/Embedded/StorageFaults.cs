namespace Accounts.Emulator.Tables;

/// <summary>
/// Faults on demand. A dead store behaves as if its process was killed: it answers nothing until a host is started again on
/// the same folder.
/// </summary>
public sealed class StorageFaults
{
    private readonly Lock _gate = new();
    private int _dieBefore;
    private int _dieAfter;
    private int _failures;
    private TableError _failure = TableError.ServerBusy;
    private Func<StorageOperation, bool> _failsFor = static _ => true;
    private volatile bool _dead;

    /// <summary>Whether the store is dead.</summary>
    public bool IsDead => _dead;

    /// <summary>
    /// Kills the store just before a write, counted from now on: 1 is the next one. That write does not happen. Each request
    /// that may write counts once: a transaction, a refused write, the creation of a table.
    /// </summary>
    public void DieBefore(int write)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(write, 1);
        lock (_gate)
            _dieBefore = write;
    }

    /// <summary>
    /// Kills the store just after a write, counted from now on: 1 is the next one. That write happens, but its answer is lost.
    /// </summary>
    public void DieAfter(int write)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(write, 1);
        lock (_gate)
            _dieAfter = write;
    }

    /// <summary>
    /// Refuses the next requests with 503 ServerBusy, like the service after all retries of its client. They change nothing.
    /// </summary>
    /// <param name="count">How many requests.</param>
    /// <param name="when">Which requests; all when left out.</param>
    public void BeBusy(int count = 1, Func<StorageOperation, bool>? when = null) => Fail(TableError.ServerBusy, count, when);

    /// <summary>Like <see cref="BeBusy"/>, with 500 OperationTimedOut.</summary>
    public void TimeOut(int count = 1, Func<StorageOperation, bool>? when = null) => Fail(TableError.OperationTimedOut, count, when);

    /// <summary>Removes faults that have not happened yet. A dead store stays dead.</summary>
    public void Clear()
    {
        lock (_gate)
            (_dieBefore, _dieAfter, _failures) = (0, 0, 0);
    }

    /// <summary>Null: no snapshots are taken.</summary>
    internal WriteWatch? Watch { get; set; }

    internal void Die() => _dead = true;

    /// <summary>Called before each request.</summary>
    internal void BeforeRequest(StorageOperation operation)
    {
        ThrowIfDead();
        if (Volatile.Read(ref _failures) == 0)
            return;
        lock (_gate)
        {
            if (_failures == 0 || !_failsFor(operation))
                return;
            _failures--;
            throw new TableErrorException(_failure);
        }
    }

    /// <summary>Runs a write, also one that is refused. Each store calls this with one writer at a time.</summary>
    internal T Around<T>(Func<T> write) => Watch is null ? Do(write) : Watch.Around(() => Do(write));

    internal void ThrowIfDead()
    {
        if (_dead)
            throw new StoreIsDeadException();
    }

    private T Do<T>(Func<T> write)
    {
        // Counted under the store's lock, so that the count is exact under load.
        BeforeWrite();
        try
        {
            return write();
        }
        finally
        {
            AfterWrite();
        }
    }

    private void BeforeWrite()
    {
        lock (_gate)
        {
            if (_dieBefore > 0 && --_dieBefore == 0)
                _dead = true;
        }

        ThrowIfDead();
    }

    private void AfterWrite()
    {
        lock (_gate)
        {
            if (_dieAfter > 0 && --_dieAfter == 0)
                _dead = true;
        }

        ThrowIfDead();
    }

    private void Fail(TableError error, int count, Func<StorageOperation, bool>? when)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_gate)
            (_failure, _failures, _failsFor) = (error, count, when ?? (static _ => true));
    }
}

/// <summary>The store was killed by <see cref="StorageFaults"/>, or its host was stopped. Only a new start helps.</summary>
public sealed class StoreIsDeadException : Exception
{
    public StoreIsDeadException()
        : base("The embedded store is dead: its process counts as killed until a host is started on its folder again.")
    {
    }

    public StoreIsDeadException(string message)
        : base(message)
    {
    }

    public StoreIsDeadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
