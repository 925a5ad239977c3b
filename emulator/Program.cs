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
        catch (Exception exception) when (Sentence(exception) is { } sentence)
        {
            Console.Error.WriteLine(sentence);
            return 1;
        }
    }

    /// <summary>The message for a start that cannot succeed; null when the fault is in our code.</summary>
    internal static string? Sentence(Exception exception) => exception switch
    {
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join(' ', several.InnerExceptions.Select(inner => inner.Message)),
        OptionsValidationException or IOException or InvalidDataException => exception.Message,
        _ => null,
    };

    private static string WorkerVersion => typeof(FunctionsApplicationBuilder).Assembly.GetName().Version!.ToString(3);
}
