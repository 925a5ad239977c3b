using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Host;

/// <summary>A part of the emulator that answers HTTP requests, such as those under <c>/dev</c>.</summary>
public interface IEndpoints
{
    void Map(IEndpointRouteBuilder routes);
}
