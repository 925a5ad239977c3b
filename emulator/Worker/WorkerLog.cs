using System.Collections.Concurrent;
using Accounts.Emulator.Worker.Wire;
using Microsoft.Extensions.Logging;

namespace Accounts.Emulator.Worker;

/// <summary>
/// Writes the log lines of app and worker with the categories of the Functions host, so that host.json's levels apply. The
/// app itself has no console, so every line is written here, once.
/// </summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    private const int FromApp = 0;
    private const int FromWorker = 1;

    private readonly ConcurrentDictionary<string, ILogger> _byCategory = new(StringComparer.Ordinal);

    public void Write(LogLine line)
    {
        if (line.Source is not (FromApp or FromWorker))
            return;
        // On the real host, lines that a function writes have the suffix User. Their category is the class that writes them.
        var category = line is { Source: FromApp, InvocationId.Length: > 0 } ? $"Function.{line.Category}.User" : line.Category;
        var logger = _byCategory.GetOrAdd(category, loggers.CreateLogger);
        var level = (LogLevel)line.Level;
        if (!logger.IsEnabled(level))
            return;
#pragma warning disable CA2254 // The text is ready; there is nothing left to fill in.
        logger.Log(level, default, line, null, static (entry, _) =>
            entry.Fault is { Message.Length: > 0 } fault ? $"{entry.Message}{Environment.NewLine}{fault.Message}" : entry.Message);
#pragma warning restore CA2254
    }
}
