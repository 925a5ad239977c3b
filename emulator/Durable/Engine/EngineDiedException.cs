using System.Diagnostics.CodeAnalysis;

namespace Accounts.Emulator.Durable;

/// <summary>The engine has stopped permanently: at a fault point, after an error of its storage, or because it was closed.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown here only.")]
public sealed class EngineDiedException(string message, Exception? innerException = null) : Exception(message, innerException);
