using System.Diagnostics;
using Accounts.Emulator.Worker.Wire;

namespace Accounts.Emulator.Worker;

/// <summary>The trace that an invocation belongs to. The worker insists on one.</summary>
internal static class TraceParent
{
    /// <param name="caller">The caller's span, as the header <c>traceparent</c> has it; what is none begins a new trace.</param>
    /// <param name="state">The caller's <c>tracestate</c>.</param>
    public static Trace Of(string? caller, string? state = null) => ActivityContext.TryParse(caller, null, out _)
        ? new Trace { Parent = caller, State = state ?? "" }
        : new Trace { Parent = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01" };
}
