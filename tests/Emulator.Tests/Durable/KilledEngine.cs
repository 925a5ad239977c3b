using System.Globalization;
using Accounts.Emulator.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Accounts.Tests.Durable;

/// <summary>
/// Starts orchestrations in an endless loop, raises an event to each, and prints a line for each answered call:
/// <c>s N</c> for a start, <c>r N</c> for an event. Each run of an activity is a line in a file next to the store.
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
        var client = Client(engine);
        await Console.Out.WriteLineAsync("ready");
        for (var number = 0; ; number++)
        {
            var id = number.ToString(CultureInfo.InvariantCulture);
            await client.ScheduleNewOrchestrationInstanceAsync("Main", number, new StartOrchestrationOptions(id));
            Console.Out.WriteLine("s " + id);
            await client.RaiseEventAsync(id, "Go", number);
            Console.Out.WriteLine("r " + id);
            await engine.SettleAsync(CancellationToken.None);
        }
    }

    public static DurableEngine Open(string folder)
    {
        var engine = new DurableEngine(
            new EngineOptions { Folder = folder, MaxConcurrentActivities = ActivitiesAtOnce },
            new EngineFunctions(
                (_, request, _) => Task.FromResult(TestHub.Run(
                    encoded => GrpcOrchestrationRunner.LoadAndRun<int, object>(encoded, (context, _) => Process(context)), request)),
                (call, _) => Task.FromResult(new ActivityResult(Work(folder, call)))),
            TimeProvider.System,
            NullLogger<DurableEngine>.Instance);
        engine.Start();
        return engine;
    }

    public static DurableTaskClient Client(DurableEngine engine) => DurableClients.Create(engine, new EngineOptions { Folder = "" });

    /// <summary>The runs of activities so far, as "instance step".</summary>
    public static string[] Runs(string folder) => File.ReadAllLines(LogFile(folder));

    private static async Task<object?> Process(TaskOrchestrationContext context)
    {
        var together = Enumerable.Range(0, Steps - 1).Select(n => context.CallActivityAsync<int>("Work", n)).ToList();
        var go = await context.WaitForExternalEvent<int>("Go");
        return go + (await Task.WhenAll(together)).Sum() + await context.CallActivityAsync<int>("Work", 10);
    }

    private static string Work(string folder, ActivityCall call)
    {
        lock (Log)
        {
            File.AppendAllText(LogFile(folder), $"{call.InstanceId} {call.TaskId}\n");
        }

        return call.Input!;
    }

    private static string LogFile(string folder) => Path.Combine(folder, "runs.log");
}
