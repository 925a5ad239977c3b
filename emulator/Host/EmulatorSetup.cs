using System.Net;
using Accounts.Emulator.DurableTask;
using Accounts.Emulator.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Accounts.Emulator.Host;

/// <summary>Puts the parts of the emulator under the app: what Core Tools and the Functions host are to a deployed worker.</summary>
internal static class EmulatorSetup
{
    /// <exception cref="IOException">Port or data folder cannot be had; the message is for the one who starts the app.</exception>
    /// <exception cref="InvalidDataException">Options, host.json, the settings file or the clock's lead cannot be read.</exception>
    public static WebApplicationBuilder CreateBuilder(
        string[] arguments, IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        var start = EmulatorStart.Current(arguments);
        var programFolder = AppContext.BaseDirectory;
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = start.FunctionTypes().FirstOrDefault()?.Assembly.GetName().Name,
            ContentRootPath = programFolder,
            EnvironmentName = Environments.Development,
        });
        web.Configuration.AddHostSettings(start, programFolder);
        var hostJson = HostJson.Read(programFolder);
        var listener = Listener.Reserve(start.Options.Port);
        var (data, clock) = OpenDataFolder(start, listener);
        web.Configuration.AddEmulatedParts(data, listener);

        AddLogging(web, start.Options.Quiet);
        // Instances given to the container are not disposed by it; these must be.
        web.Services.AddSingleton(_ => data);
        web.Services.AddSingleton(_ => listener);
        web.Services.AddSingleton(provider => EmbeddedTables.Open(EmbeddedFolder(provider.GetRequiredService<IConfiguration>())!));
        web.Services.AddSingleton(hostJson);
        web.Services.AddSingleton(clock);
        web.Services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<VirtualClock>());
        web.Services.AddSingleton(start.Options.FaultPoints ?? FaultPoints.None());
        web.Services.AddSingleton(new FunctionList(start.Options.Quiet ? TextWriter.Null : Console.Out));
        web.Services.AddHostedService<TriggerRunner>();
        web.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        web.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        AddServer(web, listener);
        web.Services.AddWorker(start.FunctionTypes(), middleware);
        EmulatorParts.Add(web.Services);
        // Finds a scoped service in a singleton at start, not in production.
        web.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        return web;
    }

    public static IHost Build(WebApplicationBuilder web)
    {
        var app = web.Build();
        try
        {
            Prepare(app);
            return app;
        }
        catch
        {
            app.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    private static void Prepare(WebApplication app)
    {
        // Asked for once, so that the container disposes of them even when the host never starts.
        app.Services.GetRequiredService<DataFolder>();
        app.Services.GetRequiredService<Listener>();
        // Where the embedded store is used, its time stamps go by the same clock as everything else.
        if (EmbeddedFolder(app.Configuration) is not null)
            app.Services.GetRequiredService<EmbeddedTables>().Time = app.Services.GetRequiredService<TimeProvider>();
        app.UseLocalOnly();
        // Said explicitly, because it would otherwise come before everything else.
        app.UseRouting();
        foreach (var doors in app.Services.GetServices<IEndpoints>())
            doors.Map(app);
    }

    private static string? EmbeddedFolder(IConfiguration configuration) => EmbeddedTables.FolderOf(configuration["Storage:ConnectionString"]);

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
        web.WebHost.UseKestrelCore();
        web.WebHost.ConfigureKestrel(options =>
        {
            foreach (var socket in listener.Sockets)
                options.Listen((IPEndPoint)socket.LocalEndPoint!);
        });
        web.Services.Configure<SocketTransportOptions>(options =>
            options.CreateBoundListenSocket = address => listener.Sockets.First(socket => address.Equals(socket.LocalEndPoint)));
    }

    private static void AddLogging(WebApplicationBuilder web, bool quiet)
    {
        web.Logging.AddConfiguration(web.Configuration.GetSection("Logging"));
        web.Logging.AddFilter("Microsoft", LogLevel.Warning);
        web.Logging.AddFilter("System", LogLevel.Warning);
        if (quiet)
            return;
        web.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "HH:mm:ss ";
            options.ColorBehavior = LoggerColorBehavior.Default;
        });
    }
}
