using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Tests.Durable;

public sealed record Greeting(string Name, int Days);

public sealed class Guests
{
    public ConcurrentQueue<string> Greeted { get; } = new();

    public ConcurrentQueue<string> Invoked { get; } = new();
}

/// <summary>An app with an orchestration, written as for the real extension.</summary>
public sealed class DurableApp(Guests guests)
{
    [Function("StartGreeting")]
    public async Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "greetings/{name}")] HttpRequest request,
        string name, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var id = await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(GreetLater), new Greeting(name, 3), new StartOrchestrationOptions($"greeting-{name}"), cancellationToken);
        return Results.Accepted($"/dev/processes/{id}", id);
    }

    [Function(nameof(GreetLater))]
    public static async Task<string> GreetLater([OrchestrationTrigger] TaskOrchestrationContext context, Greeting greeting)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(greeting);
        await context.CreateTimer(TimeSpan.FromDays(greeting.Days), CancellationToken.None);
        var plain = await context.CallActivityAsync<string>(nameof(Greet), greeting);
        try
        {
            await context.CallActivityAsync(nameof(Count), 41);
        }
        catch (TaskFailedException e) when (e.FailureDetails.IsCausedBy<OverflowException>())
        {
            return $"{plain}, {e.FailureDetails.ErrorType}";
        }

        return plain;
    }

    [Function(nameof(Greet))]
    public string Greet([ActivityTrigger] Greeting greeting, string instanceId, FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(greeting);
        guests.Greeted.Enqueue($"{greeting.Name} {instanceId} {context?.FunctionDefinition.Name}");
        return $"Hello {greeting.Name}";
    }

    [Function(nameof(Count))]
    public static Task Count([ActivityTrigger] int count) => throw new OverflowException($"{count}");
}

/// <summary>Records every invocation, also of orchestrators and activities.</summary>
public sealed class SeesAll(Guests guests) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        guests.Invoked.Enqueue(context.FunctionDefinition.Name);
        return next(context);
    }
}
