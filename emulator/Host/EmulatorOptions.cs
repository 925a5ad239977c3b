using Accounts.Emulator.Durable;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator;

/// <summary>How a host is started in process.</summary>
public sealed record EmulatorOptions
{
    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; }

    /// <summary>Absent: a temporary folder that goes with the host. Give the same folder twice to restart on the same data.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Absent: real time.</summary>
    public VirtualClock? Clock { get; init; }

    /// <summary>Configuration that wins over settings file and environment; keys with colons.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where the durable engine is to die as if the process were killed; absent: nowhere.</summary>
    public FaultPoints? FaultPoints { get; init; }

    /// <summary>Whether nothing is written to the console.</summary>
    public bool Quiet { get; init; } = true;

    /// <summary>Adds to the parts of the emulator.</summary>
    internal Action<IServiceCollection>? Adjust { get; init; }
}
