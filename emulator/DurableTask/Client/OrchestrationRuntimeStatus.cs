using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask.Client;

/// <summary>Where an orchestration instance stands. The gaps are the real type's obsolete members.</summary>
[SuppressMessage("Design", "CA1008:Enums should have zero value", Justification = "Surface of the real type.")]
public enum OrchestrationRuntimeStatus
{
    Running = 0,
    Completed = 1,
    Failed = 3,
    Terminated = 5,
    Pending = 6,
    Suspended = 7,
}
