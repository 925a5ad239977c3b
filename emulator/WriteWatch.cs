namespace Accounts.Emulator;

/// <summary>
/// Lets a test take a snapshot of the data folder before and after each write of tables, blobs and orchestrations: what a process
/// that is killed there leaves behind. Watched writes come one after the other, so that none is half done in a snapshot.
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
