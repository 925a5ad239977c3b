using System.Net;
using System.Text.Json;
using Accounts.Emulator;
using Accounts.Tests.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounts.Tests.Durable;

/// <summary>Orchestrations as functions of an app, through the worker.</summary>
public sealed class DurableFunctionTests
{
    [Fact]
    public async Task Orchestrators_activities_and_client_are_bound_and_the_middleware_sees_them()
    {
        await using var host = await StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var answer = await http.PostAsync(new Uri("api/greetings/Ada", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await host.Clock.AdvanceAsync(TimeSpan.FromDays(3));

        var process = await GetAsync(http, "dev/processes/greeting-Ada");
        Assert.Equal("Completed", process.GetProperty("status").GetString());
        Assert.Equal("Hello Ada, System.OverflowException", process.GetProperty("output").GetString());
        var guests = host.Services.GetRequiredService<Guests>();
        Assert.Equal(["Ada greeting-Ada Greet"], guests.Greeted);
        Assert.Equal(["Count", "Greet", "GreetLater", "StartGreeting"], guests.Invoked.Distinct().Order());
    }

    [Fact]
    public async Task The_history_can_be_read()
    {
        await using var host = await StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var answer = await http.PostAsync(new Uri("api/greetings/Ada", UriKind.Relative), null);
        await host.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        var history = (await GetAsync(http, "dev/processes/greeting-Ada")).GetProperty("history");
        Assert.Equal(
            [
                "GreetLater started", "#0 timer set to 2026-03-04 09:00:00Z", "#0 timer fired", "#1 activity Greet scheduled",
                "#1 activity Greet completed",
                "#2 activity Count scheduled",
                "#2 activity Count failed with System.OverflowException: 41",
                "completed",
            ],
            history.EnumerateArray().Select(line => line.GetProperty("what").GetString()));
    }

    [Fact]
    public async Task Processes_are_listed_newest_first_page_by_page()
    {
        await using var host = await StartAsync();
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        foreach (var name in new List<string> { "Ada", "Bob", "Cy" })
        {
            using var answer = await http.PostAsync(new Uri($"api/greetings/{name}", UriKind.Relative), null);
        }

        await host.Clock.AdvanceAsync(TimeSpan.Zero);
        var first = await GetAsync(http, "dev/processes?limit=2&status=running&prefix=greeting-");
        Assert.Equal(["greeting-Cy", "greeting-Bob"], Ids(first));
        Assert.Equal(["greeting-Ada"], Ids(await GetAsync(http, $"dev/processes?limit=2&cursor={first.GetProperty("cursor")}")));
        Assert.Empty(Ids(await GetAsync(http, "dev/processes?status=failed")));
        using var unknown = await http.GetAsync(new Uri("dev/processes/nobody", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var wrong = await http.GetAsync(new Uri("dev/processes?status=odd", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);

        static IEnumerable<string?> Ids(JsonElement list) =>
            list.GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Waiting_orchestrations_go_on_when_the_host_is_started_again()
    {
        var folder = Directory.CreateTempSubdirectory("durable-").FullName;
        try
        {
            await using (var host = await StartAsync(folder))
            {
                using var http = new HttpClient { BaseAddress = host.BaseAddress };
                using var answer = await http.PostAsync(new Uri("api/greetings/Ada", UriKind.Relative), null);
            }

            await using (var host = await StartAsync(folder))
            {
                await host.Clock.AdvanceAsync(TimeSpan.FromDays(3));
                Assert.Equal(["Ada greeting-Ada Greet"], host.Services.GetRequiredService<Guests>().Greeted);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData(nameof(DurableApp.Greet))]
    public async Task An_orchestrator_that_does_not_exist_can_be_started_and_fails(string name)
    {
        await using var host = await StartAsync();
        var client = host.Emulator.GetRequiredService<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync(name);
        var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains($"Function '{name}' failed", ended.SerializedOutput, StringComparison.Ordinal);
    }

    private static Task<EmulatorHost> StartAsync(string? folder = null) => EmulatorHost.StartAsync(
        args =>
        {
            var builder = FunctionsApplication.CreateBuilder(args);
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware<SeesAll>();
            builder.Services.AddSingleton<Guests>();
            return builder.WithFunctions(typeof(DurableApp));
        },
        new EmulatorOptions
        {
            DataFolder = folder,
            Clock = VirtualClock.FrozenAt(new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero)),
        });

    private static async Task<JsonElement> GetAsync(HttpClient http, string path) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;
}
