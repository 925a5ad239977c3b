using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator.Durable;

/// <summary>Offers an engine over the network, without the rest of the emulator.</summary>
public static class Sidecar
{
    public static void AddSidecar(this IServiceCollection services, DurableEngine engine, EngineOptions options)
    {
        services.AddGrpc();
        services.AddSingleton(new SidecarService(engine, options));
    }

    public static void MapSidecar(this IEndpointRouteBuilder routes) => routes.MapGrpcService<SidecarService>();
}
