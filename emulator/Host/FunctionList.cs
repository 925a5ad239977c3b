using Accounts.Emulator.Worker;
using Accounts.Emulator.Worker.Http;

namespace Accounts.Emulator.Host;

/// <summary>The app's functions, grouped by trigger, as text for people.</summary>
internal sealed class FunctionList(WorkerChannel worker, FunctionRoutes routes, DataFolder data, Listener listener)
{
    private const string DocsRoute = "docs";

    private static readonly (string Trigger, string Title)[] Kinds =
    [
        ("httpTrigger", "HTTP"), ("timerTrigger", "Timers"), ("orchestrationTrigger", "Orchestrations"), ("activityTrigger", "Activities"),
    ];

    /// <summary>Kinds of functions that the app has, with the text for each function.</summary>
    public IEnumerable<(string Title, IReadOnlyList<(string Name, string Trigger)> Functions)> ByKind() =>
        from kind in Kinds
        let ofKind = worker.Functions.Where(function => function.Trigger.Is(kind.Trigger))
        let functions = ofKind.Select(function => (function.Name, Describe(function))).ToArray()
        where functions.Length > 0
        select (kind.Title, (IReadOnlyList<(string, string)>)functions);

    /// <summary>Prints the list when the host is ready. Programs wait for the last line.</summary>
    public void Print(TextWriter console)
    {
        console.WriteLine();
        console.WriteLine("Functions:");
        console.WriteLine();
        foreach (var function in worker.Functions)
            console.WriteLine($"\t{function.Name}: {Describe(function)}");
        console.WriteLine();
        console.WriteLine($"Data in    {data.FullPath}");
        console.WriteLine($"App        {listener.BaseAddress}{routes.Prefix}");
        console.WriteLine($"Dashboard  {listener.BaseAddress}");
        if (worker.Functions.Any(function => function.Trigger.Text("route") == DocsRoute))
            console.WriteLine($"Docs page  {listener.BaseAddress}{routes.Prefix}/{DocsRoute}");
        console.WriteLine($"Ready on {listener.BaseAddress.TrimEnd('/')}");
    }

    private string Describe(LoadedFunction function) =>
        routes.Describe(function) ?? $"{function.Trigger.Type} {function.Trigger.Text("schedule")}".TrimEnd();
}
