using System.Diagnostics;
using Accounts.Emulator.Worker.Wire;

namespace Accounts.Emulator.Worker;

/// <summary>The trace that an invocation belongs to. The worker insists on one.</summary>
internal static class TraceParent
{
    /// <param name="caller">The caller's span, as the header <c>traceparent</c> has it; what is none begins a new trace.</param>
    /// <param name="state">The caller's <c>tracestate</c>.</param>
    public static TraceContext Of(string? caller, string? state = null) => ActivityContext.TryParse(caller, null, out _)
        ? new TraceContext { Parent = caller, State = state ?? "" }
        : new TraceContext { Parent = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01" };
}
