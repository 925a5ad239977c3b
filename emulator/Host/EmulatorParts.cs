using Accounts.Emulator.Worker.Timer;
using Accounts.Emulator.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Emulator.Host;

/// <summary>The parts of the emulator, one line each. A part adds its trigger hosts, doors, virtual time and dashboard sections.</summary>
internal static class EmulatorParts
{
    public static void Add(IServiceCollection services)
    {
        services.AddTimerTriggers();
    }
}
