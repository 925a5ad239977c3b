using System.Diagnostics.CodeAnalysis;

namespace Accounts.Emulator.Durable;

/// <summary>A change found no space in the store: nothing of it happened, and it can be tried again.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown here only.")]
public sealed class StoreFullException(Exception innerException)
    : IOException("The orchestrations cannot be stored at present: " + innerException.Message, innerException);
