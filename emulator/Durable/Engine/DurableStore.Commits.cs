using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Accounts.Emulator.Durable;

/// <summary>Transactions, and the state of the store after one has failed.</summary>
internal sealed partial class DurableStore
{
    // The size of a large step: when this fits, the waiting work fits too.
    private const int ProbeBytes = 64 * 1024;

    /// <summary>Why the store has stopped writing; null while it works.</summary>
    public EngineDiedException? Death { get; private set; }

    /// <summary>Runs the writes of <paramref name="work"/> as one transaction.</summary>
    /// <exception cref="StoreFullException">There is no space. Nothing was written, and the caller can retry.</exception>
    public T Commit<T>(Func<T> work)
    {
        ReachFaultPoint();
        var result = _watch is null ? InTransaction(work) : _watch.Around(() => InTransaction(work));
        CanWrite = true;
        ReachFaultPoint();
        return result;
    }

    /// <summary>Checks whether there is space again; leaves no data behind.</summary>
    public void Probe() => Commit(() =>
    {
        Sql("INSERT INTO space VALUES (zeroblob(?))").Bind(ProbeBytes).Run();
        Sql("DELETE FROM space").Run();
        return true;
    });

    /// <summary>For tests: limits the file to this number of pages, or to its present size if that is larger.</summary>
    public void LimitPages(long pages) => Execute(FormattableString.Invariant($"PRAGMA max_page_count = {pages}"));

    public void ThrowIfDead()
    {
        if (Death is not null)
            throw Death;
    }

    /// <summary>Stops all writing, because the state in memory may differ from what is stored.</summary>
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
            // SQLite rolls the transaction back when the file is opened again.
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
        // Some errors end the transaction automatically.
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            Sql("ROLLBACK").Run();
    }
}
