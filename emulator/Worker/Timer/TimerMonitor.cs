using System.Text.Json;
using Accounts.Emulator.Host;
using Microsoft.Win32.SafeHandles;

namespace Accounts.Emulator.Worker.Timer;

/// <summary>Stores each timer's last and next run in the data folder, so that a start detects missed runs.</summary>
internal sealed class TimerMonitor(DataFolder data) : IDisposable
{
    // Each status is written in one call over the previous one, so that a killed process leaves one of the two whole.
    private const int Size = 256;

    private readonly string _folder = Path.Combine(data.FullPath, "timers");
    private readonly Dictionary<string, SafeFileHandle> _files = [];

    /// <summary>Null when the function never ran here.</summary>
    public TimerStatus? Read(string function)
    {
        var path = PathOf(function);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<TimerStatus>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            // Another program has written the file. The timer starts as new.
            return null;
        }
    }

    public void Write(string function, TimerStatus status)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(status);
        var padded = new byte[Math.Max(Size, content.Length)];
        padded.AsSpan().Fill((byte)' ');
        content.CopyTo(padded, 0);
        RandomAccess.Write(FileOf(function), padded, 0);
    }

    public void Dispose()
    {
        lock (_files)
        {
            foreach (var file in _files.Values)
                file.Dispose();
            _files.Clear();
        }
    }

    private SafeFileHandle FileOf(string function)
    {
        // Several timers run at the same time.
        lock (_files)
        {
            if (_files.TryGetValue(function, out var file))
                return file;
            Directory.CreateDirectory(_folder);
            return _files[function] = File.OpenHandle(
                PathOf(function), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read | FileShare.Delete);
        }
    }

    private string PathOf(string function) => Path.Combine(_folder, $"{function}.json");
}

/// <summary>Past and next run of a timer, in UTC.</summary>
internal sealed record TimerStatus(DateTime Last, DateTime Next, DateTime LastUpdated);
