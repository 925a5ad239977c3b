using System.Text.Json;
using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Neighbours;

/// <summary>The neighbours' behaviour under <c>/dev/neighbours</c>.</summary>
internal sealed class NeighbourEndpoints(NeighbourSettings neighbours) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/neighbours", () => DevResults.Json(neighbours.All));
        routes.MapPut("/dev/neighbours", (HttpRequest request) => DevResults.ReadAsync<Dictionary<string, JsonElement>>(request, settings =>
            Task.FromResult(neighbours.Set(settings) is { } wrong ? DevResults.Invalid(wrong) : DevResults.Json(neighbours.All))));
    }
}
