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

    /// <summary>
    /// The issuer's RSA key in a new data folder, as PKCS#8 in PEM. Absent: one is made, which takes longer than all else of a start.
    /// </summary>
    public string? SigningKey { get; init; }

    /// <summary>Absent: no snapshots are taken.</summary>
    public WriteWatch? Watch { get; init; }

    /// <summary>Whether nothing is written to the console.</summary>
    public bool Quiet { get; init; } = true;

    /// <summary>Adds to the parts of the emulator.</summary>
    internal Action<IServiceCollection>? Adjust { get; init; }
}
