using System.Globalization;
using Accounts.Emulator.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;

namespace Accounts.Tests.DurableTask;

/// <summary>
/// Starts orchestrations without end and raises an event to each, and prints a line for each answered call:
/// <c>s N</c> for a start, <c>r N</c> for an event. Every run of an activity is a line in a file beside the store.
/// </summary>
internal static class KilledEngine
{
    public const string Name = "killed-durable-engine";
    public const int ActivitiesAtOnce = 4;
    public const int Steps = 3;

    private static readonly Lock Log = new();

    public static async Task RunAsync(string folder)
    {
        await using var engine = Open(folder);
        await Console.Out.WriteLineAsync("ready");
        for (var number = 0; ; number++)
        {
            var id = number.ToString(CultureInfo.InvariantCulture);
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", number, new StartOrchestrationOptions(id));
            Console.Out.WriteLine("s " + id);
            await engine.Client.RaiseEventAsync(id, "Go", number);
            Console.Out.WriteLine("r " + id);
            await engine.SettleAsync(CancellationToken.None);
        }
    }

    public static DurableEngine Open(string folder)
    {
        var engine = new DurableEngine(
            new EngineOptions { Folder = folder, MaxConcurrentActivities = ActivitiesAtOnce },
            new EngineFunctions((_, context) => Process(context), (call, _) => Task.FromResult<object?>(Work(folder, call)), JsonDataConverter.Default),
            TimeProvider.System,
            NullLoggerFactory.Instance);
        engine.Start();
        return engine;
    }

    /// <summary>The runs of activities so far, as "instance step".</summary>
    public static string[] Runs(string folder) => File.ReadAllLines(LogFile(folder));

    private static async Task<object?> Process(TaskOrchestrationContext context)
    {
        var together = Enumerable.Range(0, Steps - 1).Select(n => context.CallActivityAsync<int>("Work", n)).ToList();
        var go = await context.WaitForExternalEvent<int>("Go");
        return go + (await Task.WhenAll(together)).Sum() + await context.CallActivityAsync<int>("Work", 10);
    }

    private static int Work(string folder, ActivityCall call)
    {
        lock (Log)
        {
            File.AppendAllText(LogFile(folder), $"{call.InstanceId} {call.StepId}\n");
        }

        return int.Parse(call.Input!, CultureInfo.InvariantCulture);
    }

    private static string LogFile(string folder) => Path.Combine(folder, "runs.log");
}
