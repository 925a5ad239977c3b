using System.Text.Json;
using Accounts.Emulator.Host;

namespace Accounts.Emulator.Worker.Timer;

/// <summary>Remembers each timer's last and next run in the data folder, so that a start sees what was missed.</summary>
internal sealed class TimerMonitor(DataFolder data)
{
    private readonly string _folder = Path.Combine(data.FullPath, "timers");

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
            // Not of our making; the timer starts anew.
            return null;
        }
    }

    public void Write(string function, TimerStatus status)
    {
        Directory.CreateDirectory(_folder);
        var draft = PathOf(function) + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(status));
        File.Move(draft, PathOf(function), overwrite: true);
    }

    private string PathOf(string function) => Path.Combine(_folder, $"{function}.json");
}

/// <summary>Past and next run of a timer, in UTC.</summary>
internal sealed record TimerStatus(DateTime Last, DateTime Next, DateTime LastUpdated);
