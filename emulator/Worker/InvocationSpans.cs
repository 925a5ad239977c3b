using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Emulator.Worker;

/// <summary>
/// One span per invocation, as the worker makes it; its form depends on which schema the app has said it goes by. In Azure it
/// lies below a span of the host's own, which is not emulated: here an HTTP function's lies right below the caller's.
/// </summary>
internal sealed class InvocationSpans(WorkerOptions options)
{
    private const string SchemaCapability = "WorkerOpenTelemetrySchemaVersion";
    private const string Schemas = "https://opentelemetry.io/schemas/";

    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    private readonly bool _recent = options.Capabilities.TryGetValue(SchemaCapability, out var version) && version == "1.37.0";

    /// <summary>Null when nobody listens, and for an orchestrator: its code is run for each step anew, and its own span tells what came of it.</summary>
    public Activity? Start(FunctionContext context)
    {
        if (!Source.HasListeners() || context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "orchestrationTrigger"))
            return null;
        ActivityContext.TryParse(CallersSpan(Activity.Current), null, out var parent);
        // Or it would be taken for the parent where there is none.
        Activity.Current = null;
        return _recent
            ? Source.StartActivity($"function {context.FunctionDefinition.Name}", ActivityKind.Internal, parent)
                ?.SetTag("schema.url", Schemas + "1.37.0").SetTag("faas.invocation_id", context.InvocationId).SetTag("faas.name", context.FunctionDefinition.Name)
            : Source.StartActivity("Invoke", ActivityKind.Server, parent)
                ?.SetTag("az.schema_url", Schemas + "1.17.0").SetTag("faas.execution", context.InvocationId);
    }

    // The web server has an activity for each request, which has no source and so is never exported.
    private static string? CallersSpan(Activity? current) => current is { Source.Name: "" } ? current.ParentId : current?.Id;
}
