using System.Globalization;

namespace Accounts.Emulator.Host;

internal sealed record EmulatorStart(EmulatorOptions Options, bool InProcess)
{
    public const int DefaultPort = 7071;

    /// <exception cref="InvalidDataException">An argument is not valid.</exception>
    public static EmulatorStart FromArguments(IEnumerable<string> arguments)
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
                throw new InvalidDataException($"The port {value} must be a number from 0 to {ushort.MaxValue}.");
        }

        return new EmulatorStart(new EmulatorOptions { Port = port, DataFolder = data, Quiet = false }, InProcess: false);
    }

    public DataFolder OpenDataFolder() => (Options.DataFolder, InProcess) switch
    {
        ({ } path, _) => DataFolder.Open(path),
        (null, false) => DataFolder.Open(DataFolder.DefaultPath()),
        (null, true) => DataFolder.Open(Directory.CreateTempSubdirectory("emulator-").FullName, temporary: true),
    };
}
