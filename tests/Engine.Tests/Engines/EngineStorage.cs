namespace Accounts.Tests.Engines;

/// <summary>What the real engine keeps its processes in.</summary>
public sealed class EngineStorage() : Azurite("blob", "queue", "table");
