using System.Net;
using System.Net.Sockets;

namespace Accounts.Emulator.Host;

/// <summary>
/// The loopback socket that requests will come in by. It is taken before configuration is read, because with
/// port 0 only the system knows the address that tokens and links must carry.
/// </summary>
internal sealed class Listener : IDisposable
{
    private Listener(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public int Port => ((IPEndPoint)Socket.LocalEndPoint!).Port;

    /// <summary>Ends in a slash.</summary>
    public string BaseAddress => $"http://localhost:{Port}/";

    /// <param name="port">0 takes any free one.</param>
    /// <exception cref="IOException">Somebody else has the port.</exception>
    public static Listener Reserve(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            // Only a listening socket keeps others away; Kestrel sets its own backlog later.
            socket.Listen();
            return new Listener(socket);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new IOException(
                exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Port {port} is in use. Stop the program that has it, or choose another port with --port (0 takes any free one)."
                    : $"Port {port} cannot be opened: {exception.Message}",
                exception);
        }
    }

    public void Dispose() => Socket.Dispose();
}
