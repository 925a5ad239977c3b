using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Worker;

/// <summary>A part of the emulator that answers HTTP requests: the functions themselves, and the doors under <c>/dev</c>.</summary>
public interface IDoors
{
    void Map(IEndpointRouteBuilder routes);
}
