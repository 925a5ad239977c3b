using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator;

/// <summary>Options of a host that is started in process.</summary>
public sealed record EmulatorOptions
{
    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; }

    /// <summary>Null: a temporary folder, deleted with the host. Pass the same folder again to restart on the same data.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Null: real time.</summary>
    public VirtualClock? Clock { get; init; }

    /// <summary>Configuration that overrides settings file and environment; keys have colons.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// The issuer's RSA key for a new data folder, as PKCS#8 in PEM. Null: a key is generated, which takes longer than the rest
    /// of the start.
    /// </summary>
    public string? SigningKey { get; init; }

    /// <summary>Null: no snapshots are taken.</summary>
    public WriteWatch? Watch { get; init; }

    /// <summary>Whether nothing is written to the console.</summary>
    public bool Quiet { get; init; } = true;

    /// <summary>Registers more services of the emulator.</summary>
    internal Action<IServiceCollection>? Adjust { get; init; }
}
