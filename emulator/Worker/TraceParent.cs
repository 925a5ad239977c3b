using System.Diagnostics;
using Accounts.Emulator.Worker.Wire;

namespace Accounts.Emulator.Worker;

/// <summary>The trace that an invocation belongs to. The worker requires one.</summary>
internal static class TraceParent
{
    /// <param name="caller">The caller's span, in the format of <c>traceparent</c>; any other value begins a new trace.</param>
    /// <param name="state">The caller's <c>tracestate</c>.</param>
    public static TraceContext Of(string? caller, string? state = null) => ActivityContext.TryParse(caller, null, out _)
        ? new TraceContext { Parent = caller, State = state ?? "" }
        : new TraceContext { Parent = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01" };
}
