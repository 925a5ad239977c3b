using Accounts.Emulator;
using Accounts.Tests.Worker;
using Azure;
using Azure.Communication.Email;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounts.Tests.Dashboard;

/// <summary>An app that has content for each page of the dashboard.</summary>
public sealed class DashboardApp
{
    public const string Hostile = "<script>alert(1)</script>\"'&";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Function("Hello")]
    public IResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Ok();

    [Function("Nightly")]
    public void Nightly([TimerTrigger("0 0 3 * * *")] TimerInfo timer)
    {
    }

    [Function(nameof(Deliver))]
    public static async Task<string> Deliver([OrchestrationTrigger] TaskOrchestrationContext context, string parcel)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.SetCustomStatus(
            new { step = "waitingForSignature", since = context.CurrentUtcDateTime, lastError = Hostile, nextAt = (string?)null });
        await context.CallActivityAsync(nameof(Pack), parcel);
        try
        {
            await context.CallActivityAsync(
                nameof(Drive), parcel, TaskOptions.FromRetryPolicy(new Microsoft.DurableTask.RetryPolicy(2, TimeSpan.FromSeconds(5))));
        }
        catch (TaskFailedException)
        {
            // The page shows the failure; the orchestration continues without a delivery.
        }

        using var nobody = new CancellationTokenSource();
        var signed = context.WaitForExternalEvent<string>("Signed", nobody.Token);
        var late = context.CreateTimer(TimeSpan.FromDays(3), nobody.Token);
        var first = await Task.WhenAny(signed, late);
#pragma warning disable CA1849 // An orchestrator awaits nothing but what its context gives.
        nobody.Cancel();
#pragma warning restore CA1849
        return first == signed ? await signed : "nobody came";
    }

    [Function(nameof(Tour))]
    public static Task<string> Tour([OrchestrationTrigger] TaskOrchestrationContext context, string parcel)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CallSubOrchestratorAsync<string>(
            nameof(Deliver), parcel, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}/1"));
    }

    [Function(nameof(Pack))]
    public static string Pack([ActivityTrigger] string parcel) => parcel;

    [Function(nameof(Drive))]
    public static string Drive([ActivityTrigger] string parcel) => throw new InvalidOperationException($"Cannot drive {parcel}.");

    public static Task<EmulatorHost> StartAsync() => EmulatorHost.StartAsync(
        args =>
        {
            var builder = FunctionsApplication.CreateBuilder(args);
            builder.ConfigureFunctionsWebApplication();
            return builder.WithFunctions(typeof(DashboardApp));
        },
        new EmulatorOptions { Clock = VirtualClock.FrozenAt(Start) });

    /// <summary>Runs the orchestration until it waits for a signature or three days.</summary>
    public static async Task DeliverAsync(EmulatorHost host, string id, string parcel)
    {
        ArgumentNullException.ThrowIfNull(host);
        await Client(host).ScheduleNewOrchestrationInstanceAsync(nameof(Deliver), parcel, new StartOrchestrationOptions(id));
        await host.Clock.AdvanceAsync(TimeSpan.FromSeconds(10));
    }

    public static DurableTaskClient Client(EmulatorHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Emulator.GetRequiredService<DurableTaskClient>();
    }

    public static async Task SendAsync(EmulatorHost host, string to, string subject, string html, Guid? id = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        var client = new EmailClient(
            host.Services.GetRequiredService<IConfiguration>()["Mail:ConnectionString"]!,
            new EmailClientOptions { Transport = host.Services.GetRequiredService<HttpPipelineTransport>() });
        var message = new EmailMessage(
            "sender@example.org",
            new EmailRecipients([new EmailAddress(to)]),
            new EmailContent(subject) { Html = html, PlainText = subject })
        {
            Attachments = { new EmailAttachment($"{subject}.txt", "text/plain", BinaryData.FromString("attached")) },
        };
        await client.SendAsync(WaitUntil.Started, message, id ?? Guid.NewGuid());
    }

    public static async Task<TableClient> TableAsync(EmulatorHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var service = new TableServiceClient(
            host.Services.GetRequiredService<IConfiguration>()["Storage:ConnectionString"]!,
            new TableClientOptions { Transport = host.Services.GetRequiredService<HttpPipelineTransport>() });
        await service.CreateTableIfNotExistsAsync("Things");
        return service.GetTableClient("Things");
    }
}
