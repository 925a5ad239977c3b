using System.Globalization;
using System.Reflection;

namespace Accounts.Emulator.Host;

/// <summary>What a host is to be started with: from the command line, or from a program that starts it in process.</summary>
internal sealed record EmulatorStart(EmulatorOptions Options, bool InProcess)
{
    private const int DefaultPort = 7071;

    // The app's own CreateBuilder stands between EmulatorHost and the builder and knows nothing of either, so the
    // options pass it by. Flows with the call only: hosts that start side by side do not see each other's.
    private static readonly AsyncLocal<EmulatorStart?> Ambient = new();

    /// <exception cref="InvalidDataException">An argument is not understood.</exception>
    public static EmulatorStart Current(string[] arguments) => Ambient.Value ?? FromArguments(arguments);

    public T Around<T>(Func<T> create)
    {
        var before = Ambient.Value;
        Ambient.Value = this;
        try
        {
            return create();
        }
        finally
        {
            Ambient.Value = before;
        }
    }

    /// <summary>Where functions are looked for.</summary>
    public IEnumerable<Type> FunctionTypes() =>
        Options.FunctionTypes
        ?? (Options.FunctionsAssembly ?? Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("No assembly to find functions in.")).GetTypes();

    public DataFolder OpenDataFolder() => (Options.DataFolder, InProcess) switch
    {
        ({ } path, _) => DataFolder.Open(path),
        (null, false) => DataFolder.Open(DataFolder.DefaultPath()),
        (null, true) => DataFolder.Open(Directory.CreateTempSubdirectory("emulator-").FullName, temporary: true),
    };

    private static EmulatorStart FromArguments(string[] arguments)
    {
        var port = DefaultPort;
        string? data = null;
        var given = new Queue<string>(arguments.SelectMany(argument => argument.Split('=', 2)));
        while (given.TryDequeue(out var name))
        {
            if (!given.TryDequeue(out var value))
                throw new InvalidDataException($"The option {name} has no value. Options are --port N and --data DIR.");
            if (name == "--data")
                data = value;
            else if (name != "--port")
                throw new InvalidDataException($"The option {name} is not known. Options are --port N and --data DIR.");
            else if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > ushort.MaxValue)
                throw new InvalidDataException($"The port {value} is no number from 0 to {ushort.MaxValue}.");
        }

        return new EmulatorStart(new EmulatorOptions { Port = port, DataFolder = data, Quiet = false }, InProcess: false);
    }
}
