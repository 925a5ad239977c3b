using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Accounts.Platform.Telemetry;

/// <summary>
/// Exports traces, metrics and logs by OTLP if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. OpenTelemetry's other variables
/// (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_TRACES_SAMPLER</c>, <c>OTEL_SERVICE_NAME</c> …) apply as well.
/// </summary>
public static class TelemetryServices
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string InsightsVariable = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Adds telemetry. Must be called before other middleware is added, so that it sees the answers of all of them.</summary>
    /// <exception cref="InvalidDataException">The endpoint is not a valid address.</exception>
    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<Counters>();
        var exports = IsGiven(builder.Configuration[EndpointVariable]);
        // With Application Insights alone, the host exports its own part of each trace. The worker still creates its spans: without
        // them a process would not be linked to its request.
        if (!exports && string.IsNullOrEmpty(builder.Configuration[InsightsVariable]))
            return;
        builder.UseMiddleware<RequestSpans>();
        builder.Services.Configure<WorkerOptions>(options => options.Capabilities["WorkerOpenTelemetrySchemaVersion"] = "1.37.0");
        if (exports)
        {
            // Tells the host not to send the worker's logs. Otherwise both would send them.
            builder.Services.Configure<WorkerOptions>(options => options.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString);
            builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(Describe(ResourceBuilder.CreateEmpty())).AddOtlpExporter());
        }

        builder.Services.AddSingleton(provider => Start(provider.GetRequiredService<IConfiguration>(), exports));
        builder.Services.AddHostedService<Exporting>();
    }

    private static bool IsGiven(string? endpoint)
    {
        if (string.IsNullOrEmpty(endpoint))
            return false;
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? true
            : throw new InvalidDataException(
                $"Set {EndpointVariable} to the address of an OpenTelemetry collector, which starts with https:// or http://, or leave "
                    + "it out.");
    }

    private static OpenTelemetrySdk Start(IConfiguration configuration, bool exports) => OpenTelemetrySdk.Create(telemetry =>
    {
        // Without this, OpenTelemetry would read only the environment.
        telemetry.Services.AddSingleton(configuration);
        telemetry.ConfigureResource(resource => Describe(resource));
        telemetry.WithTracing(spans =>
        {
            // The last three sources are active only if AZURE_EXPERIMENTAL_ENABLE_ACTIVITY_SOURCE is true. Azure.Core.Http is left
            // out: it would create a span with the address for each attempt.
            spans.AddSource(
                "Microsoft.Azure.Functions.Worker",
                "Microsoft.DurableTask",
                Spans.SourceName,
                "Azure.Data.Tables.*",
                "Azure.Storage.Blobs.*",
                "Azure.Communication.Email.*");
            spans.AddProcessor(new DiscreetSpans());
            if (exports)
                spans.AddOtlpExporter();
        });
        if (exports)
            telemetry.WithMetrics(metrics => metrics.AddMeter(Counters.MeterName, "System.Runtime").AddOtlpExporter());
    });

    private static ResourceBuilder Describe(ResourceBuilder resource) =>
        resource
            .AddService(Environment.GetEnvironmentVariable("WEBSITE_SITE_NAME") ?? "accounts")
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();

    /// <summary>Starts telemetry with the host. The container disposes it, which sends the remaining data.</summary>
    private sealed class Exporting(OpenTelemetrySdk telemetry) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = telemetry.TracerProvider;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
