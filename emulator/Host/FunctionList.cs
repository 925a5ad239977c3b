
namespace Accounts.Emulator.Host;

/// <summary>What is printed at start, like Core Tools does.</summary>
internal sealed class FunctionList(TextWriter console)
{
    public void Print(IEnumerable<(DiscoveredFunction Function, ITriggerHost Trigger)> functions, string dataFolder, string baseAddress)
    {
        console.WriteLine();
        console.WriteLine("Functions:");
        console.WriteLine();
        foreach (var (function, trigger) in functions)
            console.WriteLine($"\t{function.Name}: {trigger.Describe(function)}");
        console.WriteLine();
        console.WriteLine($"Data in {dataFolder}");
        console.WriteLine($"Ready on {baseAddress.TrimEnd('/')}");
    }
}
