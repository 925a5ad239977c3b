using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Accounts.Emulator.Worker;
using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>The app's orchestrators and activities, which the worker runs with inputs in the Functions host's format.</summary>
internal sealed class WorkerFunctions(WorkerChannel worker)
{
    private const string OrchestrationTrigger = "orchestrationTrigger";
    private const string ActivityTrigger = "activityTrigger";

    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public EngineFunctions Functions => new(RunOrchestratorAsync, RunActivityAsync);

    private async Task<OrchestratorResponse> RunOrchestratorAsync(
        string name, OrchestratorRequest request, CancellationToken cancellationToken)
    {
        if (!worker.Has(name, OrchestrationTrigger))
            throw new InvalidOperationException($"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function.");
        var inputs = new Dictionary<string, string> { [worker.TriggerBindingName(name)] = Convert.ToBase64String(request.ToByteArray()) };
        var result = await worker.InvokeAsync(name, inputs, null, Activity.Current?.Id, cancellationToken);
        if (!result.Succeeded)
            throw new InvalidOperationException(result.Failure);
        return OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(result.ReturnValue ?? ""));
    }

    private async Task<ActivityResult> RunActivityAsync(ActivityCall call, CancellationToken cancellationToken)
    {
        if (!worker.Has(call.Name, ActivityTrigger))
            throw new InvalidOperationException($"The function '{call.Name}' doesn't exist, is disabled, or is not an activity function.");
        // The worker needs an input; it reads null as none.
        var inputs = new Dictionary<string, string> { [worker.TriggerBindingName(call.Name)] = call.Input ?? "null" };
        var metadata = new Dictionary<string, string> { ["instanceId"] = call.InstanceId, ["data"] = call.Input ?? "null" };
        var result = await worker.InvokeAsync(call.Name, inputs, metadata, Activity.Current?.Id, cancellationToken);
        return result.Succeeded ? new(Json(result)) : new(null, WorkerFailure.Parse(result.Failure ?? ""));
    }

    // The worker returns a text as it is, and everything else as JSON.
    private static string? Json(InvocationResult result) =>
        result.ReturnedText ? JsonSerializer.Serialize(result.ReturnValue, Format) : result.ReturnValue;
}
