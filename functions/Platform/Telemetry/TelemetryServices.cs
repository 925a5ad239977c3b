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
/// Traces, metrics and logs by OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; OpenTelemetry's other variables
/// (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_TRACES_SAMPLER</c>, <c>OTEL_SERVICE_NAME</c> …) hold as well.
/// </summary>
public static class TelemetryServices
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string InsightsVariable = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Adds all of it. Comes before other middleware, so that what those answer is seen.</summary>
    /// <exception cref="InvalidDataException">The endpoint is no address.</exception>
    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<Counters>();
        var exports = IsGiven(builder.Configuration[EndpointVariable]);
        // Without an endpoint the host exports its own part of each trace; the worker's spans are made all the same, or a
        // process would not know which request it belongs to.
        if (!exports && string.IsNullOrEmpty(builder.Configuration[InsightsVariable]))
            return;
        builder.UseMiddleware<RequestSpans>();
        builder.Services.Configure<WorkerOptions>(options => options.Capabilities["WorkerOpenTelemetrySchemaVersion"] = "1.37.0");
        if (exports)
        {
            // Tells the host to leave the worker's logs to the worker; both would send them otherwise.
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
        // Or it would look into the environment only.
        telemetry.Services.AddSingleton(configuration);
        telemetry.ConfigureResource(resource => Describe(resource));
        telemetry.WithTracing(spans =>
        {
            // The last three speak only when AZURE_EXPERIMENTAL_ENABLE_ACTIVITY_SOURCE is true. Azure.Core.Http is not among
            // them: it would make a span of each attempt and its address.
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

    /// <summary>Begins with the host. Its end, which sends what is left, comes with the container's.</summary>
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
