using System.Diagnostics.CodeAnalysis;

namespace Accounts.Emulator.Durable;

/// <summary>The engine has stopped for good: at a fault point, by an error of its storage, or because it was closed.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown here only.")]
public sealed class EngineDiedException(string message, Exception? innerException = null) : Exception(message, innerException);
