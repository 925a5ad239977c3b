namespace Accounts.Emulator;

/// <summary>
/// Lets a test take a snapshot of the data folder before and after each write of tables, blobs and orchestrations: what a
/// process that is killed at that point leaves behind. Watched writes run one at a time, so that no snapshot has half a write.
/// </summary>
/// <param name="snapshot">Called on the thread that writes; it may copy the folder, and must not write to it.</param>
public sealed class WriteWatch(Action snapshot)
{
    private readonly Lock _gate = new();

    internal T Around<T>(Func<T> write)
    {
        lock (_gate)
        {
            snapshot();
            try
            {
                return write();
            }
            finally
            {
                snapshot();
            }
        }
    }
}
