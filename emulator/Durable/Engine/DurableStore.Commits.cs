using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Accounts.Emulator.Durable;

/// <summary>Transactions, and what becomes of the store when one fails.</summary>
internal sealed partial class DurableStore
{
    // As much as a large step takes, so that space for it means space for what waits.
    private const int ProbeBytes = 64 * 1024;

    /// <summary>Why nothing is written any more; null while all is well.</summary>
    public EngineDiedException? Death { get; private set; }

    /// <summary>Runs the writes of <paramref name="work"/> as one transaction.</summary>
    /// <exception cref="StoreFullException">There is no space; nothing of it is written, and it can be tried again.</exception>
    public T Commit<T>(Func<T> work)
    {
        ReachFaultPoint();
        var result = _watch is null ? InTransaction(work) : _watch.Around(() => InTransaction(work));
        CanWrite = true;
        ReachFaultPoint();
        return result;
    }

    /// <summary>Finds out whether there is space again, and leaves nothing behind.</summary>
    public void Probe() => Commit(() =>
    {
        Sql("INSERT INTO space VALUES (zeroblob(?))").Bind(ProbeBytes).Run();
        Sql("DELETE FROM space").Run();
        return true;
    });

    /// <summary>For tests: the file takes no more pages than these, or than it has; the next one finds no space.</summary>
    public void LimitPages(long pages) => Execute(FormattableString.Invariant($"PRAGMA max_page_count = {pages}"));

    public void ThrowIfDead()
    {
        if (Death is not null)
            throw Death;
    }

    /// <summary>Stops all writing, because what is in memory may no longer be what is stored.</summary>
    public void Fail(Exception cause) => Death ??= new("The storage of the orchestrations failed: " + cause.Message, cause);

    private T InTransaction<T>(Func<T> work)
    {
        try
        {
            Sql("BEGIN IMMEDIATE").Run();
            var result = work();
            Sql("COMMIT").Run();
            return result;
        }
        catch (SqliteException e) when (IsForTheTimeBeing(e))
        {
            RollBack();
            CanWrite = false;
            throw new StoreFullException(e);
        }
        catch (SqliteException e)
        {
            // What was written of it is rolled back when the file is opened again.
            Fail(e);
            throw Death!;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private static bool IsForTheTimeBeing(SqliteException e) =>
        e.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN;

    private void RollBack()
    {
        // Some errors end the transaction by themselves.
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            Sql("ROLLBACK").Run();
    }
}
