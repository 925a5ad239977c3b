using Accounts.Emulator.Worker;
using Newtonsoft.Json.Linq;

namespace Accounts.Tests.Engines;

/// <summary>Gives access to the worker to a class that is generated at run time and sees only public types.</summary>
public sealed class WorkerLink
{
    internal WorkerLink(WorkerChannel worker) => Worker = worker;

    internal WorkerChannel Worker { get; }
}

/// <summary>Passes an invocation on to the worker, in the Functions host's format.</summary>
public abstract class WorkerStub
{
    private readonly WorkerChannel _worker;

    protected WorkerStub(WorkerLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        _worker = link.Worker;
    }

    protected Task<object?> RunOrchestratorAsync(string name, string request) => RunAsync(name, request, null);

    protected Task<object?> RunActivityAsync(string name, string? data, string instanceId) =>
        RunAsync(name, data ?? "null", new Dictionary<string, string> { ["instanceId"] = instanceId, ["data"] = data ?? "null" });

    private async Task<object?> RunAsync(string name, string input, Dictionary<string, string>? metadata)
    {
        var inputs = new Dictionary<string, string> { [_worker.TriggerBindingName(name)] = input };
        var result = await _worker.InvokeAsync(name, inputs, metadata, System.Diagnostics.Activity.Current?.Id, CancellationToken.None);
        // The message format of the Functions host, which the extension parses.
        if (!result.Succeeded)
            throw new InvalidOperationException($"Result: Failure\nException: {result.Failure}\nStack: ");
        return result.ReturnedText || result.ReturnValue is null ? result.ReturnValue : new JRaw(result.ReturnValue);
    }
}
