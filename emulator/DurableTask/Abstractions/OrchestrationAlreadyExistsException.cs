using System.Diagnostics.CodeAnalysis;

namespace DurableTask.Core.Exceptions;

/// <summary>An orchestration was started under the id of one that must not be replaced.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Only what is thrown here.")]
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }
}
