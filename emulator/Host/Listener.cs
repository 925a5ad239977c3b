using System.Net;
using System.Net.Sockets;

namespace Accounts.Emulator.Host;

/// <summary>
/// The loopback sockets that requests will come in by: localhost is 127.0.0.1 to some programs and ::1 to others.
/// They are taken before configuration is read, because with port 0 only the system knows the address that tokens and
/// links must carry.
/// </summary>
internal sealed class Listener : IDisposable
{
    // A port that is free for one address may be taken for the other; another one is tried then.
    private const int MostTries = 20;

    private Listener(IReadOnlyList<Socket> sockets)
    {
        Sockets = sockets;
        Rpc = Listen(IPAddress.Loopback, 0);
    }

    /// <summary>One for each address.</summary>
    public IReadOnlyList<Socket> Sockets { get; }

    /// <summary>For gRPC, which needs HTTP/2 and so a port of its own where nothing is encrypted.</summary>
    public Socket Rpc { get; }

    public int Port => ((IPEndPoint)Sockets[0].LocalEndPoint!).Port;

    /// <summary>Ends in a slash.</summary>
    public string BaseAddress => $"http://localhost:{Port}/";

    public string RpcAddress => $"http://127.0.0.1:{((IPEndPoint)Rpc.LocalEndPoint!).Port}";

    /// <param name="port">0 takes any free one.</param>
    /// <exception cref="IOException">Somebody else has the port.</exception>
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
                // A system that knows IPv6 but has no such address.
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
            // Only a listening socket keeps others away; Kestrel sets its own backlog later.
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
