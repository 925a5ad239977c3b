namespace Accounts.Emulator.Host;

/// <summary>The folder where the emulator keeps everything between runs. Only one host at a time uses it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;
    private readonly bool _temporary;

    private DataFolder(string path, FileStream @lock, bool temporary)
    {
        FullPath = path;
        _lock = @lock;
        _temporary = temporary;
    }

    public string FullPath { get; }

    public string Outbox => Path.Combine(FullPath, "outbox");

    public string Blobs => Path.Combine(FullPath, "blobs");

    public string ClockFile => Path.Combine(FullPath, "clock");

    /// <param name="path">Created when it does not exist.</param>
    /// <param name="temporary">Whether the folder is deleted when the host stops.</param>
    /// <exception cref="IOException">The folder cannot be written, or another host uses it.</exception>
    public static DataFolder Open(string path, bool temporary = false)
    {
        path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
            return new DataFolder(path, Lock(path), temporary);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Unwritable(path, exception);
        }
        catch (IOException exception) when (exception is not InUseException)
        {
            throw Unwritable(path, exception);
        }
    }

    /// <summary><c>.emulator</c> next to the nearest host.json in or above the working directory, else in that directory.</summary>
    public static string DefaultPath()
    {
        var start = Directory.GetCurrentDirectory();
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "host.json")))
                return Path.Combine(folder.FullName, ".emulator");
        }

        return Path.Combine(start, ".emulator");
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (_temporary)
            Directory.Delete(FullPath, recursive: true);
    }

    // The system releases the lock when the process ends, even after a crash.
    private static FileStream Lock(string path)
    {
        var file = Path.Combine(path, "lock");
        var fresh = !File.Exists(file);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (!fresh && exception is not DirectoryNotFoundException)
        {
            throw new InUseException($"The data folder {path} is in use by another emulator. Choose another one with --data.", exception);
        }
    }

    private static IOException Unwritable(string path, Exception exception) =>
        new($"The data folder {path} cannot be written: {exception.Message} Choose another one with --data.", exception);

    private sealed class InUseException(string message, Exception inner) : IOException(message, inner);
}
