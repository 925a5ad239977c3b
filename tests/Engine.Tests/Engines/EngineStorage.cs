namespace Accounts.Tests.Engines;

/// <summary>The storage of the real engine.</summary>
public sealed class EngineStorage() : Azurite("blob", "queue", "table");
