using Accounts.Emulator.Host;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Emulator;

/// <summary>The local host as a program: <c>dotnet run --project emulator -- --port 7071 --data DIR</c>.</summary>
internal static class Program
{
    /// <summary>Runs until Ctrl+C; a start that cannot succeed ends with one sentence and exit code 1.</summary>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            var start = EmulatorStart.FromArguments(args);
            Console.WriteLine($"Starting the app on Microsoft.Azure.Functions.Worker {WorkerVersion} ...");
            await using var host = await EmulatorHost.StartAsync(start, Accounts.Program.CreateBuilder, CancellationToken.None);
            host.Emulator.GetRequiredService<FunctionList>().Print(Console.Out);
            await host.WaitForEndAsync();
            return 0;
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return Failed(string.Join(' ', exception.InnerExceptions.Select(inner => inner.Message)));
        }
        catch (Exception exception) when (exception is OptionsValidationException or IOException or InvalidDataException)
        {
            return Failed(exception.Message);
        }
    }

    private static string WorkerVersion => typeof(FunctionsApplicationBuilder).Assembly.GetName().Version!.ToString(3);

    private static int Failed(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
