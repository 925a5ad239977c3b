using System.Net;
using Accounts.Emulator.Durable;
using Accounts.Emulator.Worker;
using Accounts.Emulator.Worker.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Accounts.Emulator.Host;

/// <summary>Builds the host around the app, with all parts of the emulator. It replaces Core Tools and the storage emulators.</summary>
internal static class EmulatorSetup
{
    /// <exception cref="IOException">Port or data folder is not available; the message is for the person who starts the app.</exception>
    /// <exception cref="InvalidDataException">Options, host.json, the settings file or the clock's file cannot be read.</exception>
    public static WebApplication Build(EmulatorStart start)
    {
        var programFolder = AppContext.BaseDirectory;
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(EmulatorSetup).Assembly.GetName().Name,
            ContentRootPath = programFolder,
            EnvironmentName = Environments.Development,
        });
        var settings = HostSettings.Read(start, programFolder);
        settings.AddTo(web.Configuration);
        var hostJson = HostJson.Read(programFolder);
        var listener = Listener.Reserve(start.Options.Port);
        var (data, clock) = OpenDataFolder(start, listener);

        AddLogging(web, hostJson, start.Options.Quiet);
        // Registered by factory, because the container does not dispose instances that are given to it.
        web.Services.AddSingleton(_ => data);
        web.Services.AddSingleton(_ => listener);
        web.Services.AddSingleton(settings);
        web.Services.AddSingleton(hostJson);
        web.Services.AddSingleton(hostJson.Http);
        web.Services.AddSingleton(clock);
        web.Services.AddSingleton<TimeProvider>(clock);
        if (start.Options.Watch is { } watch)
            web.Services.AddSingleton(watch);
        web.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        web.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        AddServer(web, listener);
        web.Services.AddWorker();
        EmulatorParts.Add(web.Services, start.Options);
        start.Options.Adjust?.Invoke(web.Services);
        // Detects a scoped service in a singleton at the start, not in production.
        web.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        // In process, the starting program already handles Ctrl+C.
        if (start.InProcess)
            web.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return Prepare(web);
    }

    private static WebApplication Prepare(WebApplicationBuilder builder)
    {
        var web = builder.Build();
        // Resolved once, so that the container disposes them even if the host never starts.
        web.Services.GetRequiredService<DataFolder>();
        web.Services.GetRequiredService<Listener>();
        web.Services.GetRequiredService<HostSettings>().PointToParts(web.Services);
        web.UseReadyGate();
        web.UseLocalOnly();
        web.UseLocalCors();
        // Explicit, because otherwise routing would run before all other middleware.
        web.UseRouting();
        web.MapGrpcService<FunctionRpcService>();
        foreach (var endpoints in web.Services.GetServices<IEndpoints>())
            endpoints.Map(web);
        ((IEndpointRouteBuilder)web).DataSources.Add(web.Services.GetRequiredService<FunctionRoutes>());
        return web;
    }

    private static (DataFolder Data, VirtualClock Clock) OpenDataFolder(EmulatorStart start, Listener listener)
    {
        DataFolder? data = null;
        try
        {
            data = start.OpenDataFolder();
            return (data, start.Options.Clock ?? VirtualClock.KeptIn(data.ClockFile));
        }
        catch
        {
            data?.Dispose();
            listener.Dispose();
            throw;
        }
    }

    private static void AddServer(WebApplicationBuilder web, Listener listener)
    {
        web.Services.AddRouting();
        web.Services.AddCors();
        web.Services.AddGrpc(options => options.MaxReceiveMessageSize = null);
        web.WebHost.UseKestrelCore();
        web.WebHost.ConfigureKestrel(options =>
        {
            foreach (var socket in listener.Sockets)
                options.Listen((IPEndPoint)socket.LocalEndPoint!, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            options.Listen((IPEndPoint)listener.Rpc.LocalEndPoint!, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        web.Services.Configure<SocketTransportOptions>(options =>
            options.CreateBoundListenSocket = address =>
                listener.Sockets.Append(listener.Rpc).First(socket => address.Equals(socket.LocalEndPoint)));
    }

    private static void AddLogging(WebApplicationBuilder web, HostJson hostJson, bool quiet)
    {
        if (quiet)
            return;
        web.Logging.AddConfiguration(hostJson.Settings.GetSection("logging"));
        web.Logging.AddFilter("Microsoft", LogLevel.Warning);
        web.Logging.AddFilter("System", LogLevel.Warning);
        web.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "HH:mm:ss ";
            options.ColorBehavior = LoggerColorBehavior.Default;
        });
    }
}
