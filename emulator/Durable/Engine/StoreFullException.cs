using System.Diagnostics.CodeAnalysis;

namespace Accounts.Emulator.Durable;

/// <summary>The store had no space for a change. Nothing was written, and the caller can retry.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown here only.")]
public sealed class StoreFullException(Exception innerException)
    : IOException("The orchestrations cannot be stored now: " + innerException.Message, innerException);
