using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Accounts;

/// <summary>Starts the app. If it cannot start, it prints one sentence and exits with code 1.</summary>
internal static class Startup
{
    public static async Task<int> RunAsync(Func<FunctionsApplicationBuilder> create)
    {
        try
        {
            var host = create().Build();
            // RunAsync would validate too, but logs a stack trace where one sentence is enough.
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            await host.RunAsync();
            return 0;
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            await Console.Error.WriteLineAsync(string.Join(' ', e.InnerExceptions.Select(inner => inner.Message)));
            return 1;
        }
        catch (Exception e) when (e is OptionsValidationException or IOException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
