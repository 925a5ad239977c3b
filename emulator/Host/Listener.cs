using System.Net;
using System.Net.Sockets;

namespace Accounts.Emulator.Host;

/// <summary>
/// The loopback sockets for requests, because some programs resolve localhost to 127.0.0.1 and others to ::1.
/// They are opened before configuration is read, because with port 0 only the system knows the address for tokens and
/// links.
/// </summary>
internal sealed class Listener : IDisposable
{
    // A port that is free for one address may be in use for the other. Then another port is tried.
    private const int MostTries = 20;

    private Listener(IReadOnlyList<Socket> sockets)
    {
        Sockets = sockets;
        Rpc = Listen(IPAddress.Loopback, 0);
    }

    /// <summary>One socket per address.</summary>
    public IReadOnlyList<Socket> Sockets { get; }

    /// <summary>For gRPC, which needs HTTP/2. Without TLS, HTTP/2 needs its own port.</summary>
    public Socket Rpc { get; }

    public int Port => ((IPEndPoint)Sockets[0].LocalEndPoint!).Port;

    /// <summary>Ends in a slash.</summary>
    public string BaseAddress => $"http://localhost:{Port}/";

    public string RpcAddress => $"http://127.0.0.1:{((IPEndPoint)Rpc.LocalEndPoint!).Port}";

    /// <param name="port">0 means any free port.</param>
    /// <exception cref="IOException">The port is in use or cannot be opened.</exception>
    public static Listener Reserve(int port)
    {
        for (var tries = 1; ; tries++)
        {
            var sockets = new List<Socket>();
            try
            {
                sockets.Add(Listen(IPAddress.Loopback, port));
                if (Socket.OSSupportsIPv6)
                    sockets.Add(Listen(IPAddress.IPv6Loopback, ((IPEndPoint)sockets[0].LocalEndPoint!).Port));
                return new Listener(sockets);
            }
            catch (SocketException exception) when (sockets.Count > 0 && exception.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                // The system supports IPv6 but has no IPv6 loopback address.
                return new Listener(sockets);
            }
            catch (SocketException exception)
            {
                sockets.ForEach(socket => socket.Dispose());
                var inUse = exception.SocketErrorCode == SocketError.AddressAlreadyInUse;
                if (inUse && port == 0 && tries < MostTries)
                    continue;
                throw new IOException(
                    inUse
                        ? $"Port {port} is in use. Stop the program that has it, or choose another port with --port (0 takes any free one)."
                        : $"Port {port} cannot be opened: {exception.Message}",
                    exception);
            }
        }
    }

    public void Dispose()
    {
        Rpc.Dispose();
        foreach (var socket in Sockets)
            socket.Dispose();
    }

    private static Socket Listen(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            // Only a listening socket reserves the port. Kestrel sets its own backlog later.
            socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
