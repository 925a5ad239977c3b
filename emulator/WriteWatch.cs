namespace Accounts.Emulator;

/// <summary>
/// Lets a test look at the data folder before and after each write of tables, blobs and orchestrations: at what a process that is
/// killed there leaves behind. While one is watched these writes come one after the other, so that none is half done meanwhile.
/// </summary>
/// <param name="look">Called on the thread that writes; it may copy the folder, and must not write to it.</param>
public sealed class WriteWatch(Action look)
{
    private readonly Lock _gate = new();

    internal T Around<T>(Func<T> write)
    {
        lock (_gate)
        {
            look();
            try
            {
                return write();
            }
            finally
            {
                look();
            }
        }
    }
}
