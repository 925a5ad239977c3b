using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>The operation of a client is not possible in the present state of the instance.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown here only.")]
internal sealed class InstanceStateException : Exception
{
    /// <summary>No instance has this id.</summary>
    public InstanceStateException(string id)
        : base($"No instance with ID '{id}' was found.") => IsUnknown = true;

    public InstanceStateException(string id, string verb, OrchestrationStatus status)
        : base($"Cannot {verb} the orchestration instance {id} because it is in the {status} state.")
    {
    }

    public bool IsUnknown { get; }
}
