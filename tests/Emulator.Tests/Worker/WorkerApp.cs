using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounts.Tests.Worker;

/// <summary>A small function app, written as for Azure.</summary>
public static class WorkerApp
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<OuterMiddleware>();
        builder.UseMiddleware(async (context, next) =>
        {
            Mark(context, "inner>");
            await next();
            Mark(context, "<inner");
        });
        builder.Services.AddScoped<ScopedThing>();
        builder.Services.AddSingleton<TickLog>();
        builder.Services.AddSingleton<Held>();
        return builder;
    }

    internal static void Mark(FunctionContext context, string mark) =>
        context.GetHttpContext()?.Response.Headers.Append("X-Trail", mark);

    /// <summary>A client for the functions, which are below <c>/api/</c>.</summary>
    public static HttpClient Client(Emulator.EmulatorHost host) => new() { BaseAddress = new Uri(host.BaseAddress, "api/") };

    /// <param name="options">Null: real time and a temporary folder.</param>
    /// <param name="functions">Classes with functions; if there are none, <see cref="WorkerFunctions"/>.</param>
    public static Task<Emulator.EmulatorHost> StartAsync(Emulator.EmulatorOptions? options = null, params Type[] functions) =>
        Emulator.EmulatorHost.StartAsync(
            args => CreateBuilder(args).WithFunctions(functions.Length > 0 ? functions : [typeof(WorkerFunctions)]), options);
}

public sealed class OuterMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        WorkerApp.Mark(context, "outer>");
        try
        {
            await next(context);
        }
        catch (NotSupportedException exception)
        {
            context.GetInvocationResult().Value = Results.Text(exception.Message, statusCode: 418);
        }

        WorkerApp.Mark(context, "<outer");
    }
}

public sealed class ScopedThing : IDisposable
{
    public Guid Id { get; } = Guid.NewGuid();

    public bool Disposed { get; private set; }

    public void Dispose() => Disposed = true;
}

/// <summary>Holds requests until the test releases them.</summary>
public sealed class Held
{
    private int _count;

    public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Count => Volatile.Read(ref _count);

    public Task WaitAsync()
    {
        Interlocked.Increment(ref _count);
        return Go.Task;
    }
}

public sealed record Order(string Item, int Quantity);

public sealed class WorkerFunctions(ScopedThing thing)
{
    [Function("Route")]
    public IResult Route(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "route/{number:int}/{id:guid}/{word?}")] HttpRequest request,
        int number, Guid id, string? word, string? filter, DateTimeOffset? since,
        FunctionContext context, CancellationToken cancellationToken) =>
        Results.Ok(new
        {
            number,
            id,
            word,
            filter,
            since,
            path = request.Path.Value,
            function = context.FunctionDefinition.Name,
            sameRequest = ReferenceEquals(context.GetHttpContext()!.Request, request),
            canCancel = cancellationToken.CanBeCanceled,
        });

    [Function("PostOrder")]
    public IActionResult PostOrder(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders")] HttpRequest request,
        [Microsoft.Azure.Functions.Worker.Http.FromBody] Order order) =>
        new CreatedResult("/orders/1", order);

    [Function("PutOrder")]
    public IResult PutOrder([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "orders")] HttpRequest request) =>
        Results.NoContent();

    [Function("unrouted")]
    public async Task Unrouted([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
    {
        await Task.Yield();
        request.HttpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        request.HttpContext.Response.Headers["X-Method"] = request.Method;
    }

    [Function("Scope")]
    public IResult Scope([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) => Results.Ok(new
    {
        id = thing.Id,
        same = context.InstanceServices.GetRequiredService<ScopedThing>() == thing,
        disposed = thing.Disposed,
    });

    [Function("Hold")]
    public async Task<IResult> Hold([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
    {
        await context.InstanceServices.GetRequiredService<Held>().WaitAsync();
        return Results.Ok();
    }

    [Function("Traced")]
    public IResult Traced([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
        Results.Text(context.TraceContext.TraceParent);

    [Function("Define")]
    public IResult Define([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) => Results.Ok(new
    {
        context.FunctionDefinition.EntryPoint,
        context.FunctionDefinition.PathToAssembly,
        Trigger = context.FunctionDefinition.InputBindings["request"].Type,
    });

    [Function("Fail")]
    public IResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException("secret detail");

    [Function("FailKindly")]
    public IResult FailKindly([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new NotSupportedException("kindly");
}
