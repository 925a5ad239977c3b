using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Worker;

/// <summary>
/// The app's web server. In Azure the host forwards requests to it over a connection. In this process it is called directly,
/// with the host's own request and response.
/// </summary>
internal sealed class AppServer : IServer
{
    private Func<IFeatureCollection, Task>? _process;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>Passes a request to the app, which writes the answer.</summary>
    public Task ForwardAsync(HttpContext http, IServiceProvider appServices)
    {
        var features = new FeatureCollection(http.Features);
        var own = new OwnFeatures { RequestServices = appServices };
        // The app needs its own routing features. With the host's, it would find the host's endpoint and recurse.
        features.Set<IEndpointFeature>(own);
        features.Set<IRouteValuesFeature>(own);
        features.Set<IServiceProvidersFeature>(own);
        return _process?.Invoke(features) ?? throw new InvalidOperationException("The app's web server is not running.");
    }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
    {
        _process = features => ProcessAsync(application, features);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private static async Task ProcessAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features)
        where TContext : notnull
    {
        var context = application.CreateContext(features);
        try
        {
            await application.ProcessRequestAsync(context);
        }
        catch (Exception exception)
        {
            application.DisposeContext(context, exception);
            throw;
        }

        application.DisposeContext(context, null);
    }

    private sealed class OwnFeatures : IEndpointFeature, IRouteValuesFeature, IServiceProvidersFeature
    {
        public Endpoint? Endpoint { get; set; }

        public RouteValueDictionary RouteValues { get; set; } = [];

        public required IServiceProvider RequestServices { get; set; }
    }
}
